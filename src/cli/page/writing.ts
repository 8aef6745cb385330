import { edit, typeKey, type Page } from './edit.ts'
import type { Command } from './commands.ts'
import type { Key } from './keys.ts'
import type { Layout } from './layout.ts'

/** The page, and the column the cursor wants to keep while it goes up and down. */
export interface Writing {
  readonly page: Page
  readonly goal: number | undefined
}

/** Keys that change or walk the text; the others end or redraw the page. */
export type WritingKey = Exclude<Key, { command: Command }> | { readonly command: WritingCommand }
type WritingCommand = Exclude<Command, 'save' | 'leave' | 'redraw'>

/** `layOut` is called for keys that go by rows of the screen, not by lines of the text. */
export function press(writing: Writing, key: WritingKey, layOut: () => Layout, screenful: number): Writing {
  if ('text' in key) return { page: typeKey(writing.page, key), goal: undefined }
  switch (key.command) {
    case 'up':
      return moveRows(writing, layOut(), -1)
    case 'down':
      return moveRows(writing, layOut(), 1)
    case 'pageUp':
      return moveRows(writing, layOut(), -screenful)
    case 'pageDown':
      return moveRows(writing, layOut(), screenful)
    default:
      return { page: edit(writing.page, key.command), goal: undefined }
  }
}

function moveRows({ page, goal }: Writing, layout: Layout, by: number): Writing {
  const row = layout.rowOf(page.cursor)
  const wanted = goal ?? layout.columnOf(page.cursor)
  return { page: { ...page, cursor: target(), last: 'other' }, goal: wanted }

  /** Beyond the first or last row: to the very beginning or end, as editors do. */
  function target(): number {
    const last = layout.rows.length - 1
    if (row + by < 0) return 0
    if (row + by > last) return layout.rows[last]!.end
    return layout.offsetAt(row + by, wanted)
  }
}
