import { DRAWING_STYLE } from './drawing-style.js'

/** Colours by what they mean; every pair of text and ground has a contrast of at least 4.5. */
const LIGHT = `
--ground:#fbfaf7;--card:#fff;--ink:#18202b;--muted:#566070;--hair:#e2ded5;--firm:#8f98a5;
--sell:#b83a0b;--buy:#1d4ed8;--sell-bar:#fbdfd2;--buy-bar:#d9e4fd;--price:#0b6b7c;--corridor:#0b6b7c12;
--pv:#e6a700;--store:#6d4fc2;--charge:#b3a2e6;--grid:#8a94a3;--load:#3b76c4;--export:#2a9d8f;--local:#1f7a50;
--gain:#1f7a50;--loss:#b83a0b;--shade:#18202b40`

const DARK = `
--ground:#11151b;--card:#191f28;--ink:#eceff3;--muted:#a3adba;--hair:#2c3440;--firm:#6b7684;
--sell:#ff9b6b;--buy:#8ab4ff;--sell-bar:#52291a;--buy-bar:#1d3563;--price:#5fd0e0;--corridor:#5fd0e014;
--pv:#f0b92b;--store:#8f74e0;--charge:#5d4ba0;--grid:#8a94a3;--load:#5b94e0;--export:#3fb8a9;--local:#2b8a5e;
--gain:#43b583;--loss:#f0824f;--shade:#000a`

/** The whole style sheet: no fonts are fetched, colours follow the reader's scheme, paper gets the light one. */
export const STYLE = `
:root{color-scheme:light dark;${LIGHT}}
@media screen and (prefers-color-scheme:dark){:root{${DARK}}}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);font:16px/1.55 system-ui,"Segoe UI",Roboto,"Hiragino Sans","Noto Sans JP","Noto Sans CJK JP",sans-serif;font-feature-settings:"tnum"}
.lang{position:absolute;opacity:0;width:1px;height:1px}
#lang-en:checked~* span[lang=ja],#lang-en:checked~* tspan[lang=ja],#lang-ja:checked~* span[lang=en],#lang-ja:checked~* tspan[lang=en]{display:none}
header,main,footer{max-width:1120px;margin:0 auto;padding:0 24px}
header{padding-top:40px}
.top{display:flex;justify-content:space-between;align-items:baseline;gap:16px}
.brand{font-weight:700;letter-spacing:.04em;color:var(--price)}
.switch{display:inline-flex;border:1px solid var(--firm);border-radius:99px;overflow:hidden;font-size:14px}
.switch label{padding:3px 14px;cursor:pointer}
#lang-en:checked~header label[for=lang-en],#lang-ja:checked~header label[for=lang-ja]{background:var(--ink);color:var(--ground);font-weight:600}
#lang-en:focus-visible~header .switch,#lang-ja:focus-visible~header .switch{outline:3px solid var(--buy);outline-offset:2px}
h1{font-size:44px;line-height:1.1;letter-spacing:-.02em;margin:18px 0 8px}
h1 small{font-size:20px;font-weight:500;letter-spacing:0;color:var(--muted)}
.lead{font-size:18px;margin:0 0 10px;max-width:46em}
.honest{border-left:4px solid var(--pv);padding:6px 14px;margin:14px 0;color:var(--muted);max-width:60em}
nav ul{display:flex;flex-wrap:wrap;gap:4px 18px;list-style:none;padding:0;margin:16px 0 0;font-size:14px}
a{color:var(--buy)}
section{background:var(--card);border:1px solid var(--hair);border-radius:12px;padding:22px 26px 18px;margin:22px 0}
h2{font-size:23px;letter-spacing:-.01em;margin:0 0 2px}
h3{font-size:16px;margin:18px 0 4px}
.intro{color:var(--muted);margin:0 0 14px;max-width:56em}
.cards{display:grid;grid-template-columns:repeat(4,1fr);gap:12px;margin:14px 0 22px}
.card{border-top:3px solid var(--price);padding:8px 2px 4px}
.card dt{font-size:14px;color:var(--muted)}
.card dd{margin:0}
.card .value{font-size:31px;font-weight:650;letter-spacing:-.02em;line-height:1.2;white-space:nowrap}
.card .value small{font-size:15px;font-weight:500;letter-spacing:0;color:var(--muted)}
.card .note{font-size:13.5px;color:var(--muted);line-height:1.4}
.scroll{overflow-x:auto;scrollbar-width:thin;scrollbar-color:var(--firm) transparent;background:linear-gradient(to right,var(--card) 50%,transparent) left/40px 102% no-repeat local,linear-gradient(to left,var(--card) 50%,transparent) right/40px 102% no-repeat local,linear-gradient(to right,var(--shade),transparent) left/14px 100% no-repeat scroll,linear-gradient(to left,var(--shade),transparent) right/14px 100% no-repeat scroll}
.swipe{display:none;color:var(--muted);font-size:13px;margin:0 0 4px}
.scroll:focus-visible{outline:3px solid var(--buy)}
.pair{display:grid;grid-template-columns:minmax(300px,2fr) 3fr;gap:30px;align-items:start}.pair>*{min-width:0}
@media(max-width:1080px){.pair{grid-template-columns:1fr}}
@media(max-width:962px){.swipe{display:block}}
@media(max-width:820px){.cards{grid-template-columns:1fr 1fr}h1{font-size:34px}section{padding:16px}header,main,footer{padding-inline:12px}}
details{margin:12px 0 0;font-size:14px}
summary{cursor:pointer;color:var(--muted)}
summary:focus-visible{outline:3px solid var(--buy)}
table{border-collapse:collapse;font-size:14px;font-variant-numeric:tabular-nums}
caption{text-align:left;color:var(--muted);padding:4px 0;font-size:14px}
.data{margin-top:8px}
.data th,.data td{padding:3px 12px 3px 0;border-bottom:1px solid var(--hair);text-align:left;vertical-align:top}
.data thead th{color:var(--muted);font-weight:500;vertical-align:bottom;position:sticky;top:0;background:var(--card)}
.data .n{text-align:right;white-space:nowrap}
.data .w,.data tbody th{white-space:nowrap}.data tbody th{font-weight:500}.data .s{min-width:17em}
.data tr.sum td,.data tr.sum th{border-top:2px solid var(--firm);font-weight:650}
.up{color:var(--gain);font-weight:600}.down{color:var(--loss);font-weight:600}
.ita{width:100%;table-layout:fixed;font-size:16px}
.ita th,.ita td{padding:3px 10px;text-align:right;height:30px;border-bottom:1px solid var(--hair)}
.ita th{text-align:center;font-weight:600}
.ita th small{font-weight:400;color:var(--muted)}
.ita thead th:first-child{text-align:right;color:var(--sell)}.ita thead th:last-child{text-align:left;color:var(--buy)}
.ita td:last-child{text-align:left}
.ita .ask td:first-child{background:linear-gradient(to left,var(--sell-bar) var(--w,0),transparent var(--w,0))}
.ita .bid td:last-child{background:linear-gradient(to right,var(--buy-bar) var(--w,0),transparent var(--w,0))}
.ita .ask th{color:var(--sell)}.ita .bid th{color:var(--buy)}.ita .ask.bid th{color:var(--ink)}
.ita .spread-row td{text-align:center!important;color:var(--muted);font-size:13px;height:26px}
code,.hash{font:14px/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;overflow-wrap:anywhere}
pre{background:var(--ground);border:1px solid var(--hair);border-radius:8px;padding:10px 14px;overflow-x:auto;margin:8px 0}
.facts{display:grid;grid-template-columns:max-content 1fr;gap:2px 18px;margin:8px 0}
.facts dt{color:var(--muted)}.facts dd{margin:0;overflow-wrap:anywhere}
.tag{border:1px solid var(--firm);border-radius:4px;padding:0 6px;font-size:13px;white-space:nowrap}
footer{color:var(--muted);font-size:14px;padding-bottom:50px}
${DRAWING_STYLE}
@page{size:landscape;margin:12mm}
@media print{
body{font-size:11pt;background:none}section{border:0;padding:0;margin:0 0 18pt;break-inside:avoid}
header{padding-top:0}table{font-size:8pt}.data th,.data td{padding-right:7px}.data .w{white-space:normal}.data .s{min-width:9em}.switch,nav{display:none}.scroll{overflow:visible;background:none}.swipe{display:none}svg,.pair svg{min-width:0}.pair{grid-template-columns:2fr 3fr}
*{print-color-adjust:exact;-webkit-print-color-adjust:exact}details:not([open]){display:none}}
`
