// Figures: what a posture looks like, and where the electrodes sit. Colours come from the style sheet by class.

/** An SVG element of markup that this file holds itself. */
function svg(markup, viewBox, words) {
  const holder = document.createElement("template");
  holder.innerHTML = `<svg viewBox="${viewBox}" class="figure" role="img">${markup}</svg>`;
  const element = holder.content.firstChild;
  element.setAttribute("aria-label", words);
  return element;
}

const ground = '<path class="ground" d="M10 152H190"/>';
const pads = (glute, hamstring) =>
  `<g class="pad glute"><circle cx="${glute[0]}" cy="${glute[1]}" r="4"/><circle cx="${glute[2]}" cy="${glute[3]}" r="4"/></g>`
  + `<g class="pad hamstring"><circle cx="${hamstring[0]}" cy="${hamstring[1]}" r="4"/><circle cx="${hamstring[2]}" cy="${hamstring[3]}" r="4"/></g>`;
const head = (x, y) => `<circle class="head" cx="${x}" cy="${y}" r="11"/>`;
const body = (...paths) => paths.map((path) => `<path class="limb" d="${path}"/>`).join("");
const arrow = (path) => `<path class="arrow" d="${path}"/>`;

const figures = {
  standing: ["Standing upright, pelvis neutral", ground + head(100, 22) + body("M100 36C102 52 98 66 98 78", "M100 42L108 62L106 82",
    "M98 80L103 112L98 146L110 148")
    + pads([87, 78, 89, 87], [94, 100, 95, 109])],
  quiet: ["Standing still on both feet, arms hanging, seen from behind", ground + head(100, 22) + body("M100 36V78", "M84 46L80 78", "M116 46L120 78",
    "M84 44H116", "M94 80L90 146", "M106 80L110 146")
    + pads([108, 76, 115, 80], [109, 101, 110, 111])],
  squeeze: ["Standing, squeezing the buttock", ground + head(100, 22) + body("M100 36C102 52 98 66 98 78", "M100 42L108 62L106 82",
    "M98 80L103 112L98 146L110 148")
    + pads([87, 78, 89, 87], [94, 100, 95, 109]) + arrow("M42 83H74M65 75L75 83L65 91") + '<path class="burst" d="M76 66l-5-9M66 70l-8-6M76 100l-5 9M66 96l-8 6"/>'],
  curl: ["Standing on one leg, pulling the other heel to the buttock", ground + head(104, 22) + body("M104 36C105 52 102 66 102 78",
    "M104 42L128 54L146 50", "M102 80L106 112L104 146L116 148", "M102 80L98 112L68 104L60 112")
    + pads([91, 76, 92, 85], [92, 96, 91, 105]) + arrow("M52 98C46 88 50 74 60 68M50 70L61 67L63 78")],
  prone: ["Lying on the belly, knee bent, pushing the sole to the ceiling", ground + head(34, 124) + body("M50 130H108", "M54 132L40 146L24 146",
    "M108 130L150 134L190 144", "M108 128L148 118L150 76L162 74")
    + pads([98, 119, 107, 118], [122, 114, 131, 112]) + arrow("M152 60V30M144 39L152 29L160 39") + '<path class="strap" d="M136 108L146 130"/>'],
  bridge: ["Lying on the back, knees bent, hips lifted", ground + head(28, 140) + body("M44 142L96 104", "M48 146H92",
    "M96 104L140 84L144 146L158 148")
    + pads([98, 118, 106, 115], [114, 108, 123, 104]) + arrow("M96 88V58M88 67L96 57L104 67")],
  running: ["Running, pushing off behind", ground + head(112, 20) + body("M110 34C110 50 102 62 98 76", "M108 42L84 56L92 74",
    "M110 42L128 58L146 46", "M98 78L128 94L118 126L130 132", "M98 78L84 112L52 128L44 140")
    + pads([86, 74, 86, 83], [82, 95, 80, 104]) + arrow("M66 148H30M39 141L29 148L39 154")],
};

/** The figure for a step of the calibration; an empty one when there is none. */
function drawing(name) {
  const found = figures[name];
  return found ? svg(found[1], "0 0 200 160", found[0]) : document.createTextNode("");
}

/** Places seen from behind, x and y, on the right; the left is mirrored. */
const places = { glute: [127, 64], hamstring: [122, 140], calf: [120, 212], quadriceps: [142, 118], "lower-back": [112, 20] };

/** Body seen from behind with the number of the input on each electrode. `map`: { "1": "glute" }. */
function bodyDrawing(map = {}) {
  const spots = [];
  for (const [input, role] of Object.entries(map ?? {})) {
    const isLeft = role.startsWith("left-");
    const muscle = role.replace(/^(left|right)-/, "");
    const at = places[muscle];
    if (!at) continue;
    const x = isLeft ? 200 - at[0] : at[0];
    const number = isLeft ? 22 : 178;
    spots.push(`<g class="pad ${muscle}"><circle cx="${x - 4}" cy="${at[1] - 3}" r="5"/><circle cx="${x + 4}" cy="${at[1] + 5}" r="5"/>`
      + `<path class="wire" d="M${x} ${at[1]}L${number} ${at[1]}"/><circle class="input" cx="${number}" cy="${at[1]}" r="13"/>`
      + `<text x="${number}" y="${at[1] + 5}">${Number(input)}</text></g>`);
  }
  const outline = '<path class="skin" d="M62 4C62 26 54 40 50 56C45 76 50 100 54 130C58 156 66 176 64 196C62 222 68 246 72 266H92C94 240 98 222 96 196C94 170 96 130 100 98C104 130 106 170 104 196C102 222 106 240 108 266H128C132 246 138 222 136 196C134 176 142 156 146 130C150 100 155 76 150 56C146 40 138 26 138 4"/>'
    + '<path class="crease" d="M100 46V96M100 96C112 104 132 102 146 90M100 96C88 104 68 102 54 90"/>';
  const words = Object.entries(map ?? {}).map(([input, role]) => `${role} on input ${input}`).join(", ");
  return svg(outline + spots.join(""), "-10 0 220 270", words ? `Seen from behind: ${words}` : "The legs, seen from behind");
}

/** A square code from rows of 0 and 1, strings or lists, with the quiet zone that readers need. */
function squareCode(rows, words) {
  const lines = rows.map((line) => [...line].map(Number));
  const size = lines.length + 8;
  const path = lines.flatMap((line, y) => line.map((dark, x) => (dark ? `M${x + 4} ${y + 4}h1v1h-1z` : ""))).join("");
  return svg(`<rect class="light" width="${size}" height="${size}"/><path class="dark" d="${path}"/>`, `0 0 ${size} ${size}`, words);
}

/** A line of values over sessions, 0 to 1 upwards: `points` are `{ value }`; what is unknown leaves a gap. `shown`: what the scale always holds. */
function trendLine(points, words, shown) {
  const width = 320;
  const x = (index) => 34 + (index * (width - 44)) / Math.max(1, points.length - 1);
  const values = points.map((one) => one.value).filter((value) => value !== null && value !== undefined);
  const low = Math.max(0, Math.floor(10 * Math.min(shown[0], ...values)) / 10);
  const high = Math.min(1, Math.ceil(10 * Math.max(shown[1], ...values)) / 10);
  const y = (value) => 110 - (96 * (value - low)) / (high - low);
  let path = "";
  let isOn = false;
  points.forEach((one, index) => {
    if (one.value === null || one.value === undefined) { isOn = false; return; }
    path += `${isOn ? "L" : "M"}${x(index).toFixed(1)} ${y(one.value).toFixed(1)}`;
    isOn = true;
  });
  const dots = points.map((one, index) => (one.value === null || one.value === undefined ? "" : `<circle class="dot" cx="${x(index).toFixed(1)}" cy="${y(one.value).toFixed(1)}" r="3.4"/>`)).join("");
  const scale = [low, (low + high) / 2, high].map((value) => `<path class="grid" d="M34 ${y(value)}H${width - 8}"/><text class="tick" x="30" y="${y(value) + 4}">${Math.round(100 * value)}</text>`).join("");
  return svg(`${scale}<path class="trend" d="${path}"/>${dots}`, `0 0 ${width} 122`, words);
}
