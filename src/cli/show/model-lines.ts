import type { TextModel } from '../../contract/model/text-model.ts'
import type { Paper } from '../output/paper.ts'
import { table } from '../output/table.ts'

export function modelTable(models: readonly TextModel[], paper: Paper): string {
  const { cyan, dim, green } = paper.style
  return table(
    paper,
    [
      { paint: green },
      { title: 'model', paint: cyan, shrinks: 'last' },
      { title: 'size', align: 'right' },
      { title: 'quantisation', paint: dim, shrinks: 'first' },
      { title: 'context', align: 'right' },
      { title: 'runs' },
    ],
    models.map((model) => [
      model.chosen ? '*' : ' ',
      paper.text(model.name),
      sayBytes(model.size),
      paper.text(model.quantisation ?? ''),
      model.context === null ? '' : String(model.context),
      paper.text(sayWhere(model)),
    ]),
  )
}

export function sayWhere({ runsAt, allowed }: Pick<TextModel, 'runsAt' | 'allowed'>): string {
  if (runsAt === null) return 'here'
  return `at ${runsAt}${allowed ? '' : ', refused'}`
}

/** As Ollama and the makers of disks count: 1 GB is a thousand million bytes. */
export function sayBytes(bytes: number): string {
  if (bytes >= 1e9) return `${(bytes / 1e9).toFixed(1)} GB`
  if (bytes >= 1e6) return `${Math.round(bytes / 1e6)} MB`
  return bytes >= 1e3 ? `${Math.round(bytes / 1e3)} kB` : `${bytes} B`
}
