import { resolveScenario, simulate } from '@jazzgrid/sim'
import { flatBidder } from './flat-bidder.js'

const scenario = await resolveScenario('misono-day', { case: 'cloudy' })
// an agent whose strategy throws stops trading and the others go on: without this nobody would hear of it
const onFailure = (agent: string, error: unknown) => process.stderr.write(`${agent} failed: ${error}\n`)
for (const strategies of [[], [flatBidder]]) {
  const { tables } = await simulate(scenario, { strategies, onFailure })
  const [names, values] = tables.kpis.columns
  const figure = (name: string) =>
    names.kind === 'text' && values.kind === 'number'
      ? values.values[Array.from(names.codes, (code) => names.texts[code]).indexOf(name)]
      : Number.NaN
  const traded = (figure('traded_energy') / 1000).toFixed(1)
  const price = (figure('mean_price') / 1000).toFixed(2)
  const bill = (figure('bill') / 1e6).toFixed(0)
  const who = strategies.length === 0 ? 'shipped ' : 'own     '
  process.stdout.write(`${who} traded ${traded} kWh at ${price} JPY/kWh on average, bill ${bill} JPY\n`)
}
