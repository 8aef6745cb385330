/** The text of a lens file under another id, as its first version. Everything else stays, comments too. */
export function renamed(text: string, id: string): string {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/)
  const end = lines.indexOf('---', 1)
  return lines
    .map((line, index) => {
      if (index >= end) return line
      if (line.startsWith('id:')) return `id: ${id}`
      return line.startsWith('version:') ? 'version: 1' : line
    })
    .join('\n')
}
