const WIDEST = 78
const HERE_END = 'END'

/** A command as a person would type it, in lines: what is too long for one goes on in the next. */
export function typedLines(words, text) {
  const all = [...words.map(quoted), ...(text === undefined ? [] : [`<<${HERE_END}`])]
  return all.reduce(
    (lines, word, index) => {
      const longer = `${lines.at(-1)} ${word}`
      const fits = longer.length + (index === all.length - 1 ? 0 : 2) <= WIDEST
      return [...lines.slice(0, -1), ...(fits ? [longer] : [`${lines.at(-1)} \\`, `    ${word}`])]
    },
    ['dreamcanvas'],
  )
}

/** What follows the command when its text is typed right below it. */
export function hereLines(text) {
  return text === undefined ? [] : [...text.split('\n'), HERE_END]
}

function quoted(word) {
  return /^[\p{L}\p{N}\p{M}_.,:/~+-]+$/u.test(word) ? word : `'${word}'`
}
