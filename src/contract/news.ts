import * as z from 'zod/mini'

/** What changed, by id. News never carries the thing itself and never orders anything: whoever shows it reads again. */
export const News = z.object({
  seq: z.int(),
  kind: z.enum(['dream', 'night', 'sleep', 'tag', 'setting', 'import', 'consent', 'coding', 'reading']),
  ids: z.array(z.string()),
})
export type News = z.infer<typeof News>
export type ChangeKind = News['kind']
