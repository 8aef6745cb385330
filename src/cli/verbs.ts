import type { AddVerb } from './cli.ts'

type Verb = {
  readonly summary: string
  readonly aliases?: readonly string[]
  /** Everything that is not a long flag is its text: a leading `-` is a word of the query. */
  readonly takesWords?: boolean
  /** Loaded only when it is the one asked for: start-up is most of what a command costs. */
  readonly load: () => Promise<AddVerb>
}

/** Everything the command can do, in the order `--help` shows it. */
export const VERBS: Readonly<Record<string, Verb>> = {
  init: { summary: 'make a journal', load: async () => (await import('./commands/init.ts')).addInit },
  add: { summary: 'write a dream down', load: async () => (await import('./commands/add.ts')).addAdd },
  'no-recall': {
    summary: 'say that nothing was recalled of a night',
    aliases: ['none'],
    load: async () => (await import('./commands/no-recall.ts')).addNoRecall,
  },
  list: {
    summary: 'dreams, newest night first',
    load: async () => (await import('./commands/list.ts')).addList,
  },
  show: { summary: 'one dream', load: async () => (await import('./commands/show.ts')).addShow },
  edit: { summary: 'change a dream', load: async () => (await import('./commands/edit.ts')).addEdit },
  more: { summary: 'append to a dream', load: async () => (await import('./commands/more.ts')).addMore },
  reflect: {
    summary: 'write your waking words about a dream',
    load: async () => (await import('./commands/reflect.ts')).addReflect,
  },
  revert: {
    summary: 'bring an earlier version of a dream back',
    load: async () => (await import('./commands/revert.ts')).addRevert,
  },
  rm: { summary: 'put dreams in the trash', load: async () => (await import('./commands/rm.ts')).addRm },
  trash: {
    summary: 'list, restore or empty the trash',
    load: async () => (await import('./commands/trash.ts')).addTrash,
  },
  undo: {
    summary: 'take back the last change',
    load: async () => (await import('./commands/undo.ts')).addUndo,
  },
  settle: {
    summary: 'choose between two versions of a dream',
    load: async () => (await import('./commands/settle.ts')).addSettle,
  },
  search: {
    summary: 'find dreams by their words',
    takesWords: true,
    load: async () => (await import('./commands/search.ts')).addSearch,
  },
  tags: {
    summary: 'list, rename, merge or remove tags',
    load: async () => (await import('./commands/tags.ts')).addTags,
  },
  lenses: {
    summary: 'ways of looking at a dream: list, show, write your own',
    load: async () => (await import('./commands/lenses.ts')).addLenses,
  },
  coding: {
    summary: 'count what is in dreams: suggest, confirm, code yourself, compare',
    load: async () => (await import('./commands/coding.ts')).addCoding,
  },
  read: {
    summary: 'read a dream through a lens, by a model on this machine',
    load: async () => (await import('./commands/read.ts')).addRead,
  },
  readings: {
    summary: 'what was read of your dreams: show, answer, replay',
    load: async () => (await import('./commands/readings.ts')).addReadings,
  },
  import: { summary: 'bring dreams in', load: async () => (await import('./commands/import.ts')).addImport },
  export: { summary: 'take dreams out', load: async () => (await import('./commands/export.ts')).addExport },
  models: {
    summary: 'the models that read, and what they need',
    load: async () => (await import('./commands/models.ts')).addModels,
  },
  outgoing: {
    summary: 'what left this machine, and what may',
    load: async () => (await import('./commands/outgoing.ts')).addOutgoing,
  },
  call: {
    summary: 'any operation, for scripts',
    load: async () => (await import('./commands/call.ts')).addCall,
  },
  ops: {
    summary: 'list the operations with their schemas',
    load: async () => (await import('./commands/ops.ts')).addOps,
  },
  config: {
    summary: 'settings of the journal',
    load: async () => (await import('./commands/config.ts')).addConfig,
  },
  doctor: {
    summary: 'look the journal over',
    load: async () => (await import('./commands/doctor.ts')).addDoctor,
  },
  home: { summary: 'a quiet place to begin', load: async () => (await import('./commands/home.ts')).addHome },
}

export function findVerb(name: string): string | undefined {
  if (Object.hasOwn(VERBS, name)) return name
  return Object.keys(VERBS).find((verb) => VERBS[verb]?.aliases?.includes(name))
}
