// Fenced blocks that mean more than code: ```mermaid is a diagram, drawn in the reader's browser (theme/Diagram.vue);
// ```hex NAME is an example of a format, whose name is for the test that decodes it.
import type { MarkdownRenderer } from 'vitepress'

export function fences(md: MarkdownRenderer): void {
  const others = md.renderer.rules.fence!
  md.renderer.rules.fence = (tokens, index, options, env, self) => {
    const block = tokens[index]
    if (block.info.trim() === 'mermaid') {
      return `<Diagram source="${encodeURIComponent(block.content)}" />`
    }
    block.info = block.info.replace(/^hex\b.*/, 'txt')
    return others(tokens, index, options, env, self)
  }
}
