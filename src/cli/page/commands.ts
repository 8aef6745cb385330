/** What a key can ask for besides text. */
export type Command =
  | 'left'
  | 'right'
  | 'up'
  | 'down'
  | 'wordLeft'
  | 'wordRight'
  | 'lineStart'
  | 'lineEnd'
  | 'pageUp'
  | 'pageDown'
  | 'top'
  | 'bottom'
  | 'backspace'
  | 'delete'
  | 'killWord'
  | 'killWordRight'
  | 'killBlank'
  | 'killStart'
  | 'killEnd'
  | 'yank'
  | 'undo'
  | 'redraw'
  | 'save'
  | 'leave'

export const CONTROLS: Readonly<Record<string, Command>> = {
  '\x01': 'lineStart',
  '\x02': 'left',
  '\x03': 'leave',
  '\x04': 'save',
  '\x05': 'lineEnd',
  '\x06': 'right',
  '\x08': 'backspace',
  '\x0b': 'killEnd',
  '\x0c': 'redraw',
  '\x0e': 'down',
  '\x10': 'up',
  '\x15': 'killStart',
  '\x17': 'killBlank',
  '\x19': 'yank',
  '\x1a': 'undo',
  '\x1f': 'undo',
  '\x7f': 'backspace',
}

/** What terminals send after the escape; xterm, the Linux console, rxvt and tmux differ. */
export const SEQUENCES: Readonly<Record<string, Command>> = {
  '[A': 'up',
  OA: 'up',
  '[B': 'down',
  OB: 'down',
  '[C': 'right',
  OC: 'right',
  '[D': 'left',
  OD: 'left',
  '[H': 'lineStart',
  OH: 'lineStart',
  '[1~': 'lineStart',
  '[7~': 'lineStart',
  '[F': 'lineEnd',
  OF: 'lineEnd',
  '[4~': 'lineEnd',
  '[8~': 'lineEnd',
  '[5~': 'pageUp',
  '[6~': 'pageDown',
  '[3~': 'delete',
  '[1;5H': 'top',
  '[7^': 'top',
  '[1;5F': 'bottom',
  '[8^': 'bottom',
  '[1;5D': 'wordLeft',
  '[1;3D': 'wordLeft',
  Od: 'wordLeft',
  '[5D': 'wordLeft',
  b: 'wordLeft',
  '[1;5C': 'wordRight',
  '[1;3C': 'wordRight',
  Oc: 'wordRight',
  '[5C': 'wordRight',
  f: 'wordRight',
  '[3;5~': 'killWordRight',
  '[3;3~': 'killWordRight',
  d: 'killWordRight',
  '\x7f': 'killWord',
  '\x08': 'killWord',
}
