import { readBook } from './book-sample.js'
import { CONTENDERS } from './contenders.js'

// one contender in a process of its own, so that nobody pays for the heap of another: name, book, rounds -> a line
const [name, path, rounds] = process.argv.slice(2)
process.stdout.write(CONTENDERS[name](readBook(path), Number(rounds)))
