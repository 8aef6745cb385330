import * as z from 'zod/mini'
import { Settings } from '../model/settings.ts'
import { command, query } from '../operation.ts'

/** Settings that belong to the journal and travel with it. */
export const settings = {
  list: query({
    summary: 'All settings of this journal',
    input: z.strictObject({}),
    output: Settings,
  }),
  set: command({
    summary: 'Change settings of this journal',
    input: z.partial(Settings),
    output: Settings,
  }),
}
