"""The style of the HTML report: light and dark, screen and paper. System fonts, so that nothing is fetched."""

STYLE = """
:root{--ink:#1a1f24;--muted:#505a64;--edge:#75808c;--line:#d3dae1;--band:#e3e9f0;--paper:#fff;--wash:#f4f6f8;--in:#0072b2;--out:#c04f00;
--middle:#8fb8d6;--critical:#a3140a;--major:#8a4b00;--minor:#245b8a;color-scheme:light dark}
@media (prefers-color-scheme:dark){:root{--ink:#e8ecf0;--muted:#a9b3bd;--edge:#7d8894;--line:#3a434d;--band:#2c3642;--paper:#14181d;--wash:#1c2229;
--in:#5cb3e6;--out:#ff9a57;--middle:#2f668c;--critical:#ff9b8f;--major:#f5b567;--minor:#8cc4ef}}
*{box-sizing:border-box}
html{scroll-behavior:smooth}
@media (prefers-reduced-motion:reduce){html{scroll-behavior:auto}}
body{margin:0;background:var(--paper);color:var(--ink);font:1rem/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;
overflow-wrap:anywhere}
header,nav,main,footer{max-width:60rem;margin:0 auto;padding:0 1.25rem}
.skip{position:absolute;left:-100vw}.skip:focus{position:static;display:block;padding:.75rem 1.25rem;background:var(--ink);color:var(--paper)}
a{color:var(--in)}a:focus-visible,summary:focus-visible,.wide:focus-visible{outline:3px solid var(--out);outline-offset:2px}
header{padding-top:2.5rem}
.eyebrow{margin:0;color:var(--muted)}
h1{font-size:clamp(1.6rem,4.5vw,2.3rem);line-height:1.2;margin:.35rem 0 .75rem;text-wrap:balance}
h2{font-size:1.45rem;line-height:1.25;margin:0 0 .5rem;text-wrap:balance}
h3{font-size:1.08rem;margin:1.75rem 0 .35rem}
p{margin:.4rem 0;max-width:46rem}
section{border-top:2px solid var(--ink);margin-top:3rem;padding-top:1.1rem}
.chapter{color:var(--muted);font-size:.85rem;letter-spacing:.04em;text-transform:uppercase;margin:0 0 .2rem}
.lead{font-size:1.08rem}
.verdict{display:inline-block;border:2px solid currentColor;border-radius:.3rem;padding:.05rem .6rem;font-weight:700}
.verdict.mismatch,.critical{color:var(--critical)}.verdict.aligned{color:var(--in)}.verdict.undecided,.verdict.undeclared,.major{color:var(--major)}
.minor{color:var(--minor)}
.figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(9.5rem,1fr));gap:.75rem;margin:1.25rem 0;padding:0;list-style:none}
.figures li{background:var(--wash);border-left:3px solid var(--edge);padding:.55rem .8rem}
.figures b{display:block;font-size:1.5rem;line-height:1.2}.figures span{color:var(--muted);font-size:.88rem}
nav ol{padding-left:1.4rem}nav li{margin:.3rem 0}
dl{display:grid;grid-template-columns:fit-content(13rem) 1fr;gap:.3rem 1rem;margin:.75rem 0;max-width:52rem}
dt{color:var(--muted);grid-column:1}dd{margin:0;grid-column:2}
@media (max-width:36rem){dl{grid-template-columns:1fr}dd{grid-column:1;margin-bottom:.4rem}}
figure{margin:1.25rem 0}figcaption,caption{color:var(--muted);font-size:.9rem;text-align:left;padding:.35rem 0}
.wide{overflow-x:auto}.wide svg{min-width:40rem;width:100%;height:auto;display:block}
table{border-collapse:collapse;width:100%;font-size:.92rem;margin:.5rem 0}
th,td{text-align:left;vertical-align:top;padding:.4rem .6rem .4rem 0;border-bottom:1px solid var(--line);overflow-wrap:anywhere;min-width:6.6rem}
thead th{border-bottom:2px solid var(--edge);font-weight:600}tbody th{font-weight:600;min-width:8rem}
th.num,td.num{min-width:2.5rem;text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
.answers td:nth-child(2){min-width:11rem}.answers td:nth-child(4){min-width:13rem}.answers tbody th{min-width:12rem}
article{border:1px solid var(--line);border-left:5px solid var(--edge);padding:.9rem 1.1rem;margin:1.1rem 0;border-radius:.2rem}
article.critical{border-left-color:var(--critical)}article.major{border-left-color:var(--major)}article.minor{border-left-color:var(--minor)}
article h3{color:var(--ink);margin:.1rem 0 .3rem}article p,article dd{color:var(--ink)}
.tag{font-weight:700;font-size:.88rem;margin:0}.quiet{color:var(--muted);font-size:.9rem}
ul{padding-left:1.2rem}li{margin:.2rem 0}
details{margin:.75rem 0}summary{cursor:pointer;color:var(--in)}
aside{background:var(--wash);border-left:3px solid var(--edge);padding:.5rem 1rem;margin:1.25rem 0}aside p{margin:.2rem 0}
footer{padding-top:1.5rem;padding-bottom:3rem;color:var(--muted);font-size:.88rem}
svg{font-family:inherit}
svg .ink{fill:var(--ink)}svg .muted{fill:var(--muted)}svg .paper{fill:var(--paper)}svg text.out{fill:var(--out)}
svg .edge-line{stroke:var(--edge)}svg .ink-line{stroke:var(--ink)}svg .in-line{stroke:var(--in)}svg .out-line{stroke:var(--out)}
svg rect{stroke:var(--edge)}svg .band{fill:var(--band)}svg .in{fill:var(--in)}svg .out{fill:var(--out)}svg .middle{fill:var(--middle)}
svg .hollow{fill:var(--paper);stroke:var(--ink)}
@media print{
:root{--ink:#000;--muted:#444;--edge:#75808c;--line:#bbb;--band:#e3e9f0;--paper:#fff;--wash:#f4f6f8;--in:#0072b2;--out:#c04f00;--middle:#8fb8d6;
--critical:#a3140a;--major:#8a4b00;--minor:#245b8a;color-scheme:light}
@page{margin:18mm 16mm}
body{font-size:10pt}header,nav,main,footer{max-width:none;padding-left:0;padding-right:0}
section{break-before:page;margin-top:0}article,figure,tr{break-inside:avoid}h2,h3{break-after:avoid}
.wide{overflow:visible}.wide svg{min-width:0}table{font-size:8.5pt}
.skip,details{display:none}main>section:first-child{break-before:auto;margin-top:2rem}
*{print-color-adjust:exact;-webkit-print-color-adjust:exact}}
"""
