/** How the page looks, on screens light and dark, narrow and wide, and on paper. */
export const style = `
:root {
  color-scheme: light dark;
  --paper: #fff; --ink: #1a1a1a; --quiet: #565b62; --rule: #c3c7cd; --accent: #0033a0; --link: #0b4aa2; --shade: #edf1f8;
  --serif: "Noto Serif", Cambria, Georgia, "Times New Roman", serif;
  --sans: "Noto Sans", Calibri, "Segoe UI", system-ui, -apple-system, sans-serif;
  --arabic: Amiri, "Noto Naskh Arabic", "Traditional Arabic", "Geeza Pro", "Times New Roman", serif;
}
@media (prefers-color-scheme: dark) {
  :root { --paper: #16181c; --ink: #e6e6e3; --quiet: #a7adb5; --rule: #454b54; --accent: #9db8f5; --link: #9db8f5; --shade: #22262d; }
}
* { box-sizing: border-box; }
html { background: var(--paper); color: var(--ink); scroll-padding-top: 1rem; -webkit-text-size-adjust: 100%; }
body { margin: 0; font: 1.0625rem/1.6 var(--serif); overflow-wrap: break-word; }
:lang(ar), :lang(fa), :lang(ur) { font-family: var(--arabic); line-height: 1.85; }
a { color: var(--link); text-underline-offset: 0.15em; }
a:focus-visible, .scroll:focus-visible, summary:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: 2px; }
:target { background: var(--shade); box-shadow: 0 0 0 0.4rem var(--shade); }
section.part:target { background: none; box-shadow: none; }
.skip { position: absolute; inset-inline-start: 1rem; top: -10rem; padding: 0.6rem 1rem; background: var(--paper); z-index: 1; }
.skip:focus { top: 1rem; }
.cover, nav, main { max-width: 44rem; margin-inline: auto; padding-inline: 1.25rem; }
.cover { padding-block: 2rem 1rem; }
.cover p { margin: 0; }
.cover .series { font: 600 1rem/1.4 var(--sans); color: var(--quiet); border-bottom: 2px solid var(--accent); padding-bottom: 0.5rem; }
.cover h1 { font: 700 clamp(1.9rem, 6vw, 2.9rem)/1.15 var(--sans); color: var(--accent); margin: 3rem 0 0.75rem; text-wrap: balance; }
.cover .subtitle { font: 1.25rem/1.4 var(--sans); color: var(--quiet); }
.cover .version { font: 700 1.125rem/1.5 var(--sans); margin-top: 3rem; }
.cover .said { font: 1rem/1.6 var(--sans); }
.imprint { margin-top: 2.5rem; font-size: 0.875rem; color: var(--quiet); }
.imprint p + p { margin-top: 0.75rem; }
nav { font: 1rem/1.45 var(--sans); padding-block: 1.5rem; }
summary { font: 700 1.5rem/1.3 var(--sans); color: var(--accent); cursor: pointer; width: fit-content; }
nav ol { list-style: none; margin: 0; padding: 0; }
nav details > ol { margin-top: 1rem; }
nav ol ol { padding-inline-start: 1.9rem; font-size: 0.9375rem; }
nav li { margin-top: 0.45rem; }
nav ol ol li { margin-top: 0.25rem; }
nav a { display: inline-flex; gap: 0.6rem; text-decoration: none; padding-block: 0.1rem; }
nav a:hover { text-decoration: underline; }
nav .number { min-width: 1.3rem; flex: none; }
h2, h3, h4, h5, h6 { font-family: var(--sans); line-height: 1.3; text-wrap: balance; margin: 2.2em 0 0.7em; }
h2 { font-size: 1.75rem; color: var(--accent); margin-top: 0; }
h3 { font-size: 1.3rem; color: var(--accent); }
h4 { font-size: 1.1rem; } h5 { font-size: 1rem; } h6 { font-size: 1rem; color: var(--quiet); }
h2 .number, h3 .number, h4 .number { margin-inline-end: 0.4em; }
:is(h2, h3, h4, h5, h6):lang(ar) { font-family: var(--arabic); }
main { padding-bottom: 4rem; }
main:focus { outline: none; }
.part { padding-top: 3.5rem; }
.part.within { padding-top: 1rem; }
.part.within > :is(h3, h4, h5, h6) { margin-top: 1.5em; }
.byline { font: italic 1rem/1.5 var(--sans); color: var(--quiet); margin-top: -0.5rem; }
.to-follow, .missing { font-style: italic; color: var(--quiet); }
p { margin: 0 0 0.9em; }
.numbered > .number { display: inline-block; min-width: 2.4em; color: inherit; text-decoration: none; }
.numbered > a.number:hover { text-decoration: underline; }
blockquote { margin: 1.2em 1.5em; }
.marked { list-style: none; margin: 0 0 0.9em; padding: 0; }
.marked .marked { margin: 0.35em 0 0; }
.marked > li { display: flex; gap: 0.6em; margin-top: 0.35em; }
.marked > li > .mark { flex: none; min-width: 1.9em; }
ul.marked > li > .mark { min-width: 1em; }
.marked > li > div { flex: 1; min-width: 0; }
sup, sub { line-height: 0; font-size: 0.72em; }
sup a { text-decoration: none; padding-inline: 0.15em; }
.table { margin: 1.8em 0; font: 0.9375rem/1.4 var(--sans); }
.table:lang(ar) { font-family: var(--arabic); }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; border-block: 2px solid var(--accent); font-variant-numeric: tabular-nums lining-nums; overflow-wrap: normal; }
.many { font-size: 0.8125rem; min-width: 54rem; }
caption { text-align: start; font-weight: 700; padding-bottom: 0.5rem; }
th, td { text-align: start; vertical-align: top; padding: 0.35rem 0.6rem; border-bottom: 1px solid var(--rule); }
thead th { background: var(--shade); vertical-align: bottom; }
tbody th { font-weight: 400; }
.end { text-align: end; }
th p, td p { margin: 0 0 0.3em; }
.notes { font-size: 0.875rem; line-height: 1.5; }
.notes li { display: flex; gap: 0.5em; margin-top: 0.3em; }
.notes { list-style: none; margin: 0; padding: 0; }
.table .notes { margin-top: 0.5rem; }
.notes.of-part { border-top: 1px solid var(--rule); margin-top: 2.5rem; padding-top: 0.75rem; }
.notes .mark { flex: none; min-width: 1.4em; font-size: 0.85em; }
.notes li > span:last-child { flex: 1; min-width: 0; }
figure { margin: 1.8em 0; }
figure img { height: auto; max-width: 100%; display: block; }
@media (prefers-color-scheme: dark) { figure img { background: #fff; } }
figcaption { font: 700 0.9375rem/1.4 var(--sans); margin-top: 0.5rem; }
figcaption small { display: block; font-weight: 400; font-size: 0.8125rem; color: var(--quiet); }
dl { margin: 0; }
dl > div { display: flex; gap: 1rem; margin-top: 0.35rem; }
dt { flex: 0 0 6rem; font-weight: 700; }
dd { margin: 0; flex: 1; }
@media (min-width: 75rem) {
  body { display: grid; grid-template-columns: 19rem minmax(0, 1fr); }
  .cover { grid-column: 2; }
  nav { grid-column: 1; grid-row: 1 / span 2; position: sticky; top: 0; height: 100vh; overflow-y: auto; border-inline-end: 1px solid var(--rule); font-size: 0.875rem; margin: 0; }
  nav summary { font-size: 1.125rem; }
  main { grid-column: 2; width: 100%; }
  .wide { margin-inline: calc((100% - min(100vw - 23rem, 80rem)) / 2); }
}
@media print {
  :root { --paper: #fff; --ink: #000; --quiet: #444; --rule: #bbb; --accent: #0033a0; --link: #000; --shade: #edf1f8; color-scheme: light; }
  body { font-size: 10pt; line-height: 1.45; }
  .skip { display: none; }
  .cover, nav, main { max-width: none; padding-inline: 0; }
  .cover h1 { font-size: 30pt; margin-top: 50mm; }
  nav, .part { break-before: page; }
  .part { padding-top: 0; }
  .part.within { break-before: auto; }
  :is(h2, h3, h4, h5, h6, caption) { break-after: avoid; }
  :is(tr, figure, li, blockquote) { break-inside: avoid; }
  .marked > li, .notes li { break-inside: auto; }
  p { orphans: 2; widows: 2; text-align: justify; }
  a { text-decoration: none; }
  [role="doc-backlink"] { display: none; }
  summary { list-style: none; }
  .table { font-size: 8.5pt; }
  .notes { font-size: 8.5pt; }
  .scroll { overflow: visible; }
  .many { min-width: 0; font-size: 7pt; }
  .many :is(th, td) { padding: 2pt 3pt; }
  .wide, :is(h2, h3, h4, h5, h6):has(+ .wide) { page: across; }
  .wide { margin-inline: 0; }
  :target { background: none; box-shadow: none; }
}
@page { size: A4; margin: 25mm 25mm 22mm; @bottom-center { content: counter(page); font: 9pt sans-serif; } }
@page :first { @bottom-center { content: none; } }
@page across { size: A4 landscape; margin: 20mm; }
`
