import type { DreamContent } from '../../contract/model/dream.ts'

/** What a dream says where the dreamer said nothing. */
export const NOTHING_ELSE: DreamContent = {
  title: null,
  text: '',
  reflection: null,
  night: null,
  nightId: null,
  nap: false,
  dreamtAt: null,
  zone: 'UTC',
  mood: null,
  vividness: null,
  lucidity: null,
  technique: null,
  trigger: null,
  nightmare: false,
  recurring: false,
  fragment: false,
  tags: [],
  deletedAt: null,
}
