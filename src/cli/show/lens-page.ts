import type { Lens, LensProblem, LensSource, ListedLens, Prompt } from '../../contract/model/lens.ts'
import type { Paper } from '../output/paper.ts'
import { table } from '../output/table.ts'
import { wrapped } from './dream-page.ts'

type Words = Readonly<Record<string, string>>

export function lensTable(paper: Paper, lenses: readonly ListedLens[], language: string): string {
  const { cyan, dim, yellow } = paper.style
  return table(
    paper,
    [{ paint: cyan }, {}, { paint: dim, shrinks: 'first', least: 16 }, { paint: yellow, shrinks: 'last' }],
    lenses.map((lens) => [
      lens.id,
      paper.text(inLanguage(lens.names, language)),
      paper.text(inLanguage(lens.tradition, language)),
      [sayOrigin(lens.origin), lens.usable ? '' : 'cannot be used: see lenses check']
        .filter(Boolean)
        .join(', '),
    ]),
  )
}

/** Empty for a built-in one: most are. */
function sayOrigin(origin: ListedLens['origin']): string {
  return { 'built-in': '', yours: 'yours', 'yours-in-place': 'yours, in place of the built-in' }[origin]
}

/** A lens to read, as a person who will be read through it would want to know it. */
export function lensPage(paper: Paper, lens: Lens, language: string): string {
  const { bold, dim } = paper.style
  const words = (text: string, indent = 0) => wrapped(paper, text, indent)
  const bullets = (lines: readonly string[]) =>
    lines.flatMap((line) => words(line, 2).map((row, index) => `${index === 0 ? '- ' : '  '}${row}`))
  const part = (title: string, lines: readonly string[]) =>
    lines.length === 0 ? [] : ['', dim(title), ...lines]
  const origin = sayOrigin(lens.origin) || 'built in'
  return [
    bold(paper.text(inLanguage(lens.names, language))),
    dim(
      paper.text(
        `${lens.id} · ${inLanguage(lens.tradition, language)} · version ${lens.version} · ${lens.hash} · ${origin}`,
      ),
    ),
    ...(lens.file === null ? [] : [dim(paper.text(lens.file))]),
    '',
    ...words(inLanguage(lens.about, language)),
    ...part('It must', bullets(lens.must)),
    ...part('It must not', bullets(lens.mustNot)),
    ...part('A model is given', words(sayGiven(lens))),
    ...part('It holds back for', [lens.withholds.join(', ')]),
    ...part('A reading has', [lens.parts.join(', ')]),
    ...part('Sampling', [`temperature ${lens.sampling.temperature}, top-p ${lens.sampling.topP}`]),
    ...part(
      'Sources',
      lens.sources.flatMap((source) => sourceLines(source, language, words, dim)),
    ),
    ...part('Prompt', words(reflowed(lens.prompt))),
  ].join('\n')
}

/** A file breaks its lines where its writer did; a page breaks them where it ends. */
function reflowed(text: string): string {
  return text.replace(/(?<=[^\n])\n *(?=[^\s\-*#])/g, ' ')
}

function sayGiven({ given }: Lens): string {
  const more = given.map(
    (what) =>
      ({
        feeling: 'how you marked that it felt',
        reflection: 'your waking words, if you allow it',
        profile: 'what you tell of yourself, if you allow it',
      })[what],
  )
  return ['the dream', ...more].join('; ')
}

function sourceLines(
  { id, work, author, edition, place, says, remark }: LensSource,
  language: string,
  words: (text: string, indent?: number) => string[],
  dim: (text: string) => string,
): string[] {
  const where = [author, work, edition, place].filter((part) => part !== null).join(', ')
  const told = [inLanguage(says, language), ...(remark === null ? [] : [inLanguage(remark, language)])]
  return [
    ...words(`${id}: ${where}`),
    ...told.flatMap((text) => words(text, 2).map((row) => dim(`  ${row}`))),
  ]
}

/** Word for word what a model would be told, with a line before each message. */
export function promptPage(paper: Paper, prompt: Prompt): string {
  return prompt.messages
    .flatMap(({ role, content }) => [paper.style.dim(`[${role}]`), paper.text(content), ''])
    .join('\n')
    .trimEnd()
}

export function sayGivenTo({ given }: Prompt): string {
  const parts = given.map(({ what, characters, replaced }) => {
    const defused = replaced === 0 ? '' : `, ${replaced} replaced by look-alikes`
    return what === 'feeling' ? 'how it felt' : `${what} (${characters} characters${defused})`
  })
  return `A model would be given: ${parts.join('; ')}.`
}

type Checked = { readonly name: string; readonly problems: readonly LensProblem[] }

export function checkPage(paper: Paper, items: readonly Checked[]): string {
  const { green, yellow, red, dim } = paper.style
  return items
    .flatMap(({ name, problems }) => [
      `${problems.length === 0 ? green('✓') : yellow('!')} ${paper.text(name)}`,
      ...problems.flatMap(({ severity, line, says, hint }) => [
        `  ${severity === 'error' ? red('error') : yellow('warning')}${line === null ? '' : ` line ${line}`}: ${paper.text(says)}`,
        `    ${dim(paper.text(hint))}`,
      ]),
    ])
    .join('\n')
}

/** In the person's language; else in English, else in what there is. */
function inLanguage(words: Words, language: string): string {
  return words[language] ?? words['en'] ?? Object.values(words)[0] ?? ''
}
