// The way most plugins are written: every keyword of every rule is asked for in turn.
import { run } from './try-work.js'

run(rules => text => {
  const why = []
  for (const { rule, tag, keywords } of rules) {
    const matches = keywords.filter(keyword => text.includes(keyword))
    if (matches.length > 0) why.push({ rule, tag, matches })
  }
  return why
})
