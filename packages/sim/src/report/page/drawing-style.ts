/**
 * Classes of the drawings. They shrink with the screen until their smallest letters have 10.5 px, then scroll.
 * Lines differ by dashes, parts by order and label: colour only helps.
 */
export const DRAWING_STYLE = `
svg{display:block;width:100%;height:auto;min-width:860px;overflow:visible}
.pair svg{min-width:530px;max-width:720px}
svg text{font-size:14px;fill:var(--ink)}
svg .small{font-size:13.5px}svg .tick,svg .muted{fill:var(--muted)}svg .tick{font-size:13.4px}
svg .strong{font-weight:650}
svg .halo{paint-order:stroke;stroke:var(--card);stroke-width:4px;stroke-linejoin:round}
.grid{stroke:var(--hair);fill:none}.midnight{stroke:var(--firm);stroke-dasharray:1 4}
.axis{stroke:var(--firm);fill:none}.firm{stroke-width:1.5}
.line{fill:none;stroke-width:2;stroke-linecap:round;stroke-linejoin:round}
.retail{stroke:var(--sell);stroke-dasharray:9 5}.feed-in{stroke:var(--local);stroke-dasharray:2 5}
.price{stroke:var(--price);stroke-width:3}.expected{stroke:var(--muted);stroke-width:1.5;stroke-dasharray:1 4}
.corridor{fill:var(--corridor)}.spread{fill:var(--price);opacity:.25}
.wick{stroke:var(--price);stroke-width:1.2;fill:none;opacity:.8}
.candle{stroke:var(--price);stroke-width:1.2}.rising{fill:var(--card)}.falling{fill:var(--price);fill-opacity:.55}
.volume{fill:var(--firm)}
.sell{stroke:var(--sell);stroke-width:3}.buy{stroke:var(--buy);stroke-width:3;stroke-dasharray:10 4}
.guide{stroke:var(--muted);stroke-dasharray:3 4;fill:none}
.crossing{fill:none;stroke:var(--ink);stroke-width:1.8}
.clearing{fill:var(--price);stroke:var(--card);stroke-width:2.5}
.ribbon{opacity:.42}.ribbon:hover{opacity:.8}
.s0{fill:#e6a700}.s1{fill:#3b76c4}.s2{fill:#1f9d70}.s3{fill:#c4532b}.s4{fill:#7d5fd0}.s5{fill:#2a9fb5}.s6{fill:#c2529a}.s7{fill:#8a8f3a}
.taker{fill:var(--firm)}
.battery{stroke:var(--store)}.ev{stroke:var(--buy);stroke-dasharray:7 3}
.charge{stroke:none;opacity:.22}.charge.battery{fill:var(--store)}.charge.ev{fill:var(--buy)}
.limit{stroke:var(--firm);stroke-dasharray:2 4}.hatch{stroke:var(--muted);stroke-width:2;opacity:.6}
.dots{stroke:var(--muted);stroke-width:2.2;stroke-linecap:round;opacity:.75}
.lack{fill:var(--loss);stroke:var(--card);stroke-width:1.5}.lack-sign{stroke:var(--card);stroke-width:2;stroke-linecap:round;fill:none}
.part{stroke:var(--card);stroke-width:.7}.thin{stroke:none;shape-rendering:crispEdges}
.part.pv{fill:var(--pv)}.part.discharge{fill:var(--store)}.part.import{fill:var(--grid)}
.part.load{fill:var(--load)}.part.charging{fill:var(--charge)}.part.export{fill:var(--export)}
.from-own{fill:var(--pv)}.from-pv{fill:#1f7a50}.from-store{fill:#6d4fc2}.from-supplier{fill:#8a94a3}
svg .on-own,svg .on-supplier{fill:#10151c}svg .on-pv,svg .on-store{fill:#fff}
.price-bar{fill:var(--price)}.plain-bar{fill:var(--firm)}
.gained{fill:var(--gain)}.lost{fill:var(--loss)}
.station{fill:var(--price);stroke:var(--card);stroke-width:3}.missed{fill:var(--card);stroke:var(--firm)}
.station-link{stroke:var(--price);stroke-width:3}
`
