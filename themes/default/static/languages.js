// Lets the switch of languages keep what a reader chose or looked for: the query of the address holds in all languages. Where the
// other language has no such page, its link leads to a place of another one and stays as it is.

(() => {
  "use strict";

  for (const link of document.querySelectorAll(".languages a")) {
    const { href } = link;
    if (href.includes("#")) continue;
    const follow = () => (link.href = href + location.search);
    for (const sign of ["pointerenter", "pointerdown", "focus"]) link.addEventListener(sign, follow);
  }
})();
