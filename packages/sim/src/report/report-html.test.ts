import { expect, test } from 'vitest'
import { markupFaults } from '../../test/report/markup-faults.js'
import { at, type Rows, recordOf, SMALL_ROWS, shortTripRun, smallRun } from '../../test/report/small-run.js'
import { siteOf, smallScenario } from '../../test/report/small-scenario.js'
import { townRun, townScenario } from '../../test/report/town-run.js'
import { reportHtml } from './report-html.js'

const page = reportHtml(smallRun(), smallScenario())
const count = (html: string, pattern: RegExp) => html.match(pattern)?.length ?? 0
// a failing matcher would print the whole page
const holds = (html: string, ...parts: string[]) => parts.filter((part) => !html.includes(part))
const found = (html: string, pattern: RegExp) => html.match(new RegExp(pattern, 'g')) ?? []

test('the page is well-formed: every element is closed, every id unique, every reference resolves', () => {
  expect(markupFaults(page)).toEqual([])
})

test('nothing runs and nothing is fetched', () => {
  expect(found(page, /<script|<link|<img|<iframe|\son\w+=|@import|javascript:/)).toEqual([])
  expect(found(page.replaceAll('http://www.w3.org/2000/svg', ''), /https?:|\/\/\w/)).toEqual([])
  expect([...page.matchAll(/url\(([^)]*)\)/g)].every(([, target]) => target.startsWith('#'))).toBe(true)
})

test('every drawing has a name and a description, and its numbers as a table', () => {
  const drawings = count(page, /<svg /g)
  expect(drawings).toBe(9)
  expect(count(page, /<svg [^>]*role="img" aria-labelledby="[^"]+-t [^"]+-d"/g)).toBe(drawings)
  expect(count(page, /<svg [^>]*><title id="[^"]+">[^<]+<\/title><desc id="[^"]+">[^<]+<\/desc>/g)).toBe(drawings)
  expect(count(page, /<table class="data">/g)).toBeGreaterThanOrEqual(drawings)
})

test('a drawing that a small screen would make unreadable scrolls, in a region that the keyboard reaches', () => {
  const least = (selector: string) => Number(new RegExp(`${selector}svg\\{[^}]*min-width:(\\d+)px`).exec(page)?.[1])
  const smallest = Math.min(...[...page.matchAll(/font-size:([\d.]+)px/g)].map(([, size]) => Number(size)))
  const widths = [
    ...page.matchAll(/(<div><h3>[^\n]*?)?<div class="scroll"[^>]*tabindex="0"[^>]*><svg viewBox="0 0 (\d+)/g),
  ]
  expect(widths).toHaveLength(count(page, /<svg /g))
  for (const [, pair, width] of widths) {
    expect((smallest * least(pair === undefined ? '\\n' : '\\.pair ')) / Number(width)).toBeGreaterThanOrEqual(10.5)
  }
  expect(holds(page, '@page{size:landscape', 'svg,.pair svg{min-width:0}')).toEqual([])
})

test('every label in English has its Japanese twin next to it', () => {
  const english = count(page, /<(span|tspan) lang="en">/g)
  expect(english).toBeGreaterThan(150)
  expect(count(page, /<(span|tspan) lang="en">[^<]*<\/\1><\1 lang="ja">[^<]+<\/\1>/g)).toBe(english)
  expect(holds(page, '売り')).toEqual([])
})

test('the page says what it is not, and how to repeat it', () => {
  expect(holds(page, 'Plausibility under stated assumptions, not a replication of the field trial.')).toEqual([])
  expect(holds(page, 'jazzgrid sim run corner --case base --seed 7 --fidelity actor')).toEqual([])
  expect(holds(page, smallRun().hash)).toEqual([])
  const named = reportHtml(smallRun(), smallScenario(), { versions: { node: '20.20.0' }, command: 'make it "so"' })
  expect(holds(named, '<dt>node</dt><dd>20.20.0</dd>')).toEqual([])
  expect(holds(named, 'make it &quot;so&quot;')).toEqual([])
})

test('a run of several days says from which to which', () => {
  const { time } = smallScenario()
  const days = reportHtml(smallRun(), smallScenario({ time: { ...time, days: 3 } }))
  expect(holds(days, '2019-07-20 to 2019-07-22, Asia/Tokyo', '2019-07-20 から 2019-07-22 まで')).toEqual([])
  expect(holds(page, 'themselves: 2019-07-20, Asia/Tokyo')).toEqual([])
})

test('the same run gives the same page', () => {
  expect(reportHtml(smallRun(), smallScenario()) === page).toBe(true)
})

test('a trip that lacked energy and a car that is not plugged in are drawn, told in words and in the tables', () => {
  const html = reportHtml(shortTripRun(), smallScenario())
  expect(markupFaults(html)).toEqual([])
  expect(
    holds(
      html,
      'Dots: it stands at home but is not plugged in. Triangles: a trip that ended lacked energy.',
      'Marked: trips that lacked energy, 1 in all.',
      '1 trip lacked 0.4 kWh: two-car 0.4 kWh.',
      '<td class="n"><strong class="down">0.40</strong></td><td class="w"><span lang="en">no</span>',
      'the vehicle stands at home but is not plugged in',
      'What batteries and cars did in a slot',
    ),
  ).toEqual([])
  // a run without any of this does not explain marks that it does not have
  expect(found(page, /Triangles|Dots:|class="lack"/)).toEqual([])
  expect(holds(page, 'Hatched: the vehicle is away.')).toEqual([])
})

test('of many cars those whose trips lacked most are drawn first', () => {
  const { sites } = smallScenario()
  const [, two] = sites
  const cars = Array.from({ length: 20 }, (_, i) => ({
    ...two,
    name: `s${i}`,
    devices: two.devices.map((device) => (device.kind === 'ev' ? { ...device, name: `s${i}-car` } : device)),
  }))
  const agents = cars.map(({ name }, i) => {
    return [at('13:00'), `${name}-car`, 'ev', name, 0, 0, undefined, 0.1, 0, 0, i === 17 ? 900 : 0, 'away']
  })
  const html = reportHtml(recordOf({ ...SMALL_ROWS, agents }), smallScenario({ sites: cars }))
  const names = [...html.matchAll(/class="small strong">(s\d+-car)</g)].map(([, name]) => name)
  expect(names).toEqual(['s17-car', 's0-car', 's1-car', 's2-car'])
})

test('names from a scenario are text and never markup', () => {
  const evil = `<script>alert("1")</script>&'`
  const spelled = (cell: unknown) => (cell === 'shop' || cell === 'two-car' || cell === 'delivered' ? evil : cell)
  const rows = Object.fromEntries(
    Object.entries(SMALL_ROWS).map(([name, table]) => [name, table.map((row) => row.map(spelled))]),
  ) as Rows
  const { sites } = smallScenario()
  const named = sites.map((site) => ({
    ...site,
    name: spelled(site.name) as string,
    devices: site.devices.map((device) => ({ ...device, name: spelled(device.name) as string })),
  }))
  const html = reportHtml(recordOf(rows, { scenario: evil, case: evil, seed: evil }), smallScenario({ sites: named }))
  expect(found(html, /<script/)).toEqual([])
  expect(count(html, /&lt;script&gt;alert\(&quot;1&quot;\)&lt;\/script&gt;&amp;&#39;/g)).toBeGreaterThan(20)
  expect(markupFaults(html)).toEqual([])
})

test('a run without trade, stores or deliveries still has a page', () => {
  const slots = SMALL_ROWS.slots.filter((_, i) => i % 2 === 1)
  const scenario = smallScenario({ sites: [siteOf('two', 'house', 'cheapest', [])] })
  const html = reportHtml(recordOf({ slots }), scenario)
  expect(markupFaults(html)).toEqual([])
  expect(holds(html, 'Nothing was traded between sites.')).toEqual([])
  expect(found(html, /NaN/)).toEqual([])
})

test('numbers that are missing are never printed as NaN', () => {
  expect(found(page, /NaN|undefined|Infinity|\[object/)).toEqual([])
})

test('a thousand sites are shown by their largest and their extremes, within 300 kB', () => {
  const html = reportHtml(townRun(1000, 12), townScenario(1000))
  expect(markupFaults(html)).toEqual([])
  expect(Buffer.byteLength(html)).toBeLessThan(300_000)
  expect(holds(html, 'mean of 984 more', 'all 1000 stores')).toEqual([])
  expect(found(html, /NaN/)).toEqual([])
})
