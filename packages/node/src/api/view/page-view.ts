import type { Backstage } from '../server/route.js'
import { statusView } from './status-view.js'

/** A page for people who come by with a browser: how the node is, and what is wrong with its config. No script. */
export function pageHtml(backstage: Backstage): string {
  const { state, site, ledger, neighbours, reasons } = statusView(backstage)
  const { reading, configFile } = backstage
  const mistakes = reading === undefined || reading.sound ? [] : reading.mistakes
  const facts = [
    ['State', state],
    ['Site', site === null ? '-' : `${site.name ?? 'no site'}, account ${site.account}, mode ${site.mode}`],
    ['Ledger', ledger === null ? '-' : `height ${ledger.height}, ${ledger.certificate.slice(0, 16)}`],
    ['Neighbours', `${neighbours.connected} of ${neighbours.admitted}`],
  ]
  const wrong = mistakes.map(
    ({ place, path, problem, remedy }) => `${place}${path === '' ? '' : ` ${path}`}: ${problem}. ${remedy}`,
  )
  return `<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Jazzgrid node: ${text(state)}</title>
<style>body{font:16px/1.5 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem}th{text-align:left;padding-right:1rem}li{margin:.4rem 0}</style>
<h1>Jazzgrid node</h1>
<table>${facts.map(([name, value]) => `<tr><th>${text(name)}</th><td>${text(value)}</td></tr>`).join('')}</table>
${list(
  'Not ready',
  reasons.map(({ message }) => message),
)}
${list(`Mistakes in ${configFile}; it is read again when it changes`, wrong)}
</html>
`
}

const list = (title: string, items: readonly string[]): string =>
  items.length === 0 ? '' : `<h2>${text(title)}</h2><ul>${items.map((item) => `<li>${text(item)}</li>`).join('')}</ul>`

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

const text = (value: string): string => value.replace(/[&<>"']/g, (character) => ESCAPES[character])
