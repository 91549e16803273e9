// What a relative link of a page means in the book.
import { existsSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import type { MarkdownRenderer } from 'vitepress'
import { docs } from './course'

const root = dirname(docs)

// A README.md is the index of its folder. A file of the tree outside of docs cannot be opened from the site: such a link
// becomes text that names the file. One that is not there stops the build.
export function treeLinks(md: MarkdownRenderer): void {
  md.core.ruler.push('tree-links', (state) => {
    const page = String(state.env.realPath ?? state.env.path)
    for (const block of state.tokens) {
      let outside = false
      for (const token of block.children ?? []) {
        if (token.type === 'link_open') {
          const href = String(token.attrGet('href'))
          outside = false
          if (!/^(\w+:|#|\/)/.test(href)) {
            const file = resolve(dirname(page), decodeURI(href.replace(/#.*/, '')))
            if (!existsSync(file)) {
              throw new Error(`${relative(root, page)}: the link ${href} leads nowhere`)
            }
            outside = relative(docs, file).startsWith('..')
            token.attrSet('href', href.replace(/(^|\/)README\.md(?=#|$)/, '$1index.md'))
            if (outside) {
              token.tag = 'span'
              token.attrs = [
                ['class', 'in-tree'],
                ['title', `in the source tree: ${relative(root, file)}`],
              ]
            }
          }
          if (outside) token.type = 'tree_link_open'
        } else if (token.type === 'link_close' && outside) {
          token.tag = 'span'
          outside = false
        }
      }
    }
  })
}

// The links within built pages, by their address, that name a heading nobody wrote.
export function deadAnchors(pages: Map<string, string>): string[] {
  const ids = new Map([...pages].map(([page, html]) => [page, new Set([...html.matchAll(/ id="([^"]+)"/g)].map((m) => m[1]))]))
  return [...pages].flatMap(([page, html]) =>
    [...html.matchAll(/<a [^>]*href="([^"]*#[^"]+)"/g)]
      .map(([, href]) => new URL(href, `book:${page}`))
      .filter((link) => link.protocol === 'book:')
      .map((link) => ({ target: link.pathname.replace(/\/$/, '/index.html'), anchor: decodeURIComponent(link.hash.slice(1)) }))
      .filter(({ target, anchor }) => !ids.get(target)?.has(anchor))
      .map(({ target, anchor }) => `${page} -> ${target}#${anchor}`),
  )
}
