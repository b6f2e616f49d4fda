import { exposition } from '../../metrics/exposition.js'
import { nodeMetrics, processMetrics } from '../../metrics/node-metrics.js'
import type { Liveness, Readiness } from '../contract/condition.js'
import type { Route } from '../server/route.js'
import { pageHtml } from '../view/page-view.js'
import { statusView } from '../view/status-view.js'

export const HEALTH_ROUTES: readonly Route[] = [
  {
    method: 'GET',
    path: '/livez',
    for: 'open',
    answer: ({ backstage: { state } }) => ({ json: { schema: 'jazzgrid/live@1', state } satisfies Liveness }),
  },
  {
    method: 'GET',
    path: '/readyz',
    for: 'open',
    answer({ backstage }) {
      const reasons = backstage.reasons()
      const ready = reasons.length === 0
      const json: Readiness = { schema: 'jazzgrid/ready@1', ready, state: backstage.state, reasons }
      return { json, status: ready ? 200 : 503 }
    },
  },
  {
    method: 'GET',
    path: '/metrics',
    for: 'local',
    answer({ backstage }) {
      const { state, startedAt, live } = backstage
      const of = processMetrics(state, backstage.reasons().length === 0, startedAt)
      return {
        text: exposition(live === undefined ? of : [...of, ...nodeMetrics(live)]),
        kind: 'text/plain; version=0.0.4',
      }
    },
  },
  {
    method: 'GET',
    path: '/',
    for: 'local',
    answer: ({ backstage }) => ({ text: pageHtml(backstage), kind: 'text/html' }),
  },
  { method: 'GET', path: '/v1/status', for: 'read', answer: ({ backstage }) => ({ json: statusView(backstage) }) },
  {
    method: 'POST',
    path: '/v1/stop',
    for: 'admin',
    answer({ backstage }) {
      backstage.stop()
      return { json: { schema: 'jazzgrid/live@1', state: 'stopping' } satisfies Liveness, status: 202 }
    },
  },
]
