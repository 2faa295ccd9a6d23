// What `fenqun try` does, for a plugin's author on Node: lines {id, text} of standard input in, lines {id, tags, why} out,
// where `why` names each rule that applies and its keywords in the text. Argument: rules as bench-corpus writes them,
// [{rule, tag, keywords}].
import fs from 'node:fs'

const WRITE_AT = 64 * 1024 // characters gathered before they are written

export function run(makeMatcher) {
  const rules = JSON.parse(fs.readFileSync(process.argv[2], 'utf8'))
  const match = makeMatcher(rules)
  let out = ''
  for (const line of fs.readFileSync(0, 'utf8').split('\n')) {
    if (line === '') continue
    const { id, text } = JSON.parse(line)
    const why = match(text)
    const tags = [...new Set(why.map(({ tag }) => tag))].sort()
    out += JSON.stringify({ id, tags, why: why.map(({ rule, matches }) => ({ rule, matches })) }) + '\n'
    if (out.length >= WRITE_AT) {
      fs.writeSync(1, out)
      out = ''
    }
  }
  fs.writeSync(1, out)
}
