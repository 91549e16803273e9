import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { type DefaultTheme, defineConfig } from 'vitepress'
import { docs, weeks } from './course'
import { fences } from './fences'
import { deadAnchors, treeLinks } from './links'

// Where the site will be served.
const base = process.env.CAIRN_BOOK_BASE ?? '/'

// Of these, those that are there.
function pages(...items: [text: string, link: string][]): DefaultTheme.SidebarItem[] {
  return items
    .filter(([, link]) => existsSync(join(docs, `${link.replace(/\/$/, '/README')}.md`)))
    .map(([text, link]) => ({ text, link }))
}

const course: DefaultTheme.SidebarItem[] = weeks().map((week) => ({
  text: `Week ${week.number}: ${week.title}`,
  link: week.link,
  collapsed: false,
  items: week.exercises.map(({ id, title, link }) => ({ text: `${id} ${title}`, link })),
}))

const reference = pages(
  ['Architecture', '/architecture'],
  ['Examples', '/examples'],
  ['Options', '/options'],
  ['Metrics', '/metrics'],
  ['Glossary', '/glossary'],
  ['Format: the record log', '/formats/log'],
  ['Format: the sorted table', '/formats/table'],
  ['Format: packed blocks', '/formats/compression'],
  ['Format: the manifest', '/formats/manifest'],
  ['Format: the filter of a table', '/formats/filter'],
  ['Format: the list of a backup', '/formats/backup'],
  ['Format: the retry table', '/formats/retry-table'],
  ['Format: codecs', '/formats/codecs'],
  ['Format: histories', '/formats/history'],
  ['Formats: what may change', '/formats/compatibility'],
  ['Decisions', '/decisions/'],
  ['Benchmarks', '/benchmarks'],
  ['Features', '/features'],
  ['The zoo', '/zoo'],
)

export default defineConfig({
  title: 'Cairn',
  description: 'A distributed key-value store in Java, and the course that builds it.',
  lang: 'en',
  base,
  rewrites: { 'decisions/README.md': 'decisions/index.md' },
  head: [['link', { rel: 'icon', type: 'image/svg+xml', href: `${base}cairn.svg` }]],
  markdown: {
    config: (md) => {
      treeLinks(md)
      fences(md)
    },
    theme: { light: 'github-light', dark: 'github-dark' },
  },
  // Tables of many columns need the room of the outline.
  transformPageData: (page) => (['features.md', 'zoo.md'].includes(page.relativePath) ? { frontmatter: { ...page.frontmatter, aside: false, pageClass: 'wide-tables' } } : undefined),
  vite: { build: { chunkSizeWarningLimit: 2000 } },
  themeConfig: {
    logo: '/cairn.svg',
    search: { provider: 'local' },
    outline: { level: [2, 3] },
    nav: [
      { text: 'The course', link: '/weeks/', activeMatch: '^/weeks/' },
      { text: 'Reference', link: '/architecture', activeMatch: '^/(architecture|examples|options|metrics|glossary|formats|decisions|benchmarks|features|zoo)' },
      { text: 'Instructors', link: '/instructors' },
    ],
    sidebar: [
      { text: 'The course', items: [{ text: 'How it works', link: '/weeks/' }, ...course, { text: 'For instructors', link: '/instructors' }] },
      { text: 'Reference', items: reference },
    ],
    footer: { message: 'MIT licence' },
  },
  buildEnd: ({ outDir }) => {
    const built = readdirSync(outDir, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.html'))
    const dead = deadAnchors(new Map(built.map((page) => [base + page, readFileSync(join(outDir, page), 'utf8')])))
    if (dead.length > 0) {
      throw new Error(`links to headings that are not there:\n  ${dead.join('\n  ')}`)
    }
  },
})
