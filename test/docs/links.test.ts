import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { readPages, ROOT } from './pages.ts'

const PAGES = readPages('*.md', 'docs/**/*.md')

test.for(PAGES)('every link in $path leads somewhere', ({ path, text }) => {
  const broken = linksOf(text).filter((link) => !leadsSomewhere(path, link))

  expect(broken).toEqual([])
})

/** Links to our own files; code does not count. */
function linksOf(text: string): string[] {
  const prose = text.replaceAll(/^```.*?^```$/gms, '').replaceAll(/`[^`\n]*`/g, '')
  const links = [...prose.matchAll(/\]\((?<link>[^)\s]+)\)|(?:src|href)="(?<attribute>[^"]+)"/g)]
  return links
    .map(({ groups }) => groups?.['link'] ?? groups?.['attribute'] ?? '')
    .filter((link) => !/^\w+:/.test(link))
}

function leadsSomewhere(from: string, link: string): boolean {
  const [file = '', heading] = link.split('#')
  const target = file === '' ? join(ROOT, from) : join(ROOT, dirname(from), file)
  if (!existsSync(target)) return false
  return heading === undefined || headingsOf(readFileSync(target, 'utf8')).includes(heading)
}

/** Headings as GitHub makes anchors of them. */
function headingsOf(text: string): string[] {
  return [...text.replaceAll(/^```.*?^```$/gms, '').matchAll(/^#+ (?<title>.+)$/gm)].map(({ groups }) =>
    (groups?.['title'] ?? '')
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-'),
  )
}
