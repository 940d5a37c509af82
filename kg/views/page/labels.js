// Words on the drawing, of the same size at any zoom, set so that none covers another; what finds no room waits for
// a closer look.

const NODE_FONT = "600 13px 'Segoe UI', Roboto, 'Helvetica Neue', 'Noto Sans', 'Liberation Sans', Arial, sans-serif";
const EDGE_FONT = "12px 'Segoe UI', Roboto, 'Helvetica Neue', 'Noto Sans', 'Liberation Sans', Arial, sans-serif";
const widths = new Map();
let placed = { scale: 0, items: [] };
let hovered = null;
const labelsChanged = () => { placed.scale = 0; };

function widthOf(ctx, font, text) {
  const key = font + text;
  if (!widths.has(key)) {
    ctx.font = font;
    widths.set(key, ctx.measureText(text).width);
  }
  return widths.get(key);
}

const shorten = (text, most) => (text.length > most ? `${text.slice(0, most - 1)}…` : text);

/** Boxes on the screen, in a grid of cells so that a collision is found quickly. */
class Room {
  constructor() { this.cells = new Map(); }
  *around({ x, y, w, h }) {
    for (let i = Math.floor(x / 90); i <= Math.floor((x + w) / 90); i += 1)
      for (let j = Math.floor(y / 40); j <= Math.floor((y + h) / 40); j += 1) yield `${i},${j}`;
  }
  free(box) {
    for (const cell of this.around(box))
      for (const o of this.cells.get(cell) || [])
        if (box.x < o.x + o.w && o.x < box.x + box.w && box.y < o.y + o.h && o.y < box.y + box.h) return false;
    return true;
  }
  take(box) {
    for (const cell of this.around(box)) this.cells.set(cell, [...(this.cells.get(cell) || []), box]);
  }
}

const MOST_LINES = 250; // with more lines than this, only those that matter carry words
const FIRST_NAMES = 15; // the best connected entities carry their names even over small shapes

/** Place all labels for a scale; boxes are in screen pixels with the drawing's origin at zero. */
function placeLabels(ctx, scale) {
  const [shapes, words] = [new Room(), new Room()];
  const items = [];
  const at = network.getPositions();
  const order = [...shown].sort((a, b) => weight(b) - weight(a) || a - b);
  for (const index of order) {
    const size = sizeOf(entities[index]) * scale;
    shapes.take({ x: at[index].x * scale - size, y: at[index].y * scale - size, w: 2 * size, h: 2 * size });
  }
  order.forEach((index, n) => {
    const spots = nodeSpots(ctx, index, at[index], scale).filter((box) => words.free(box));
    const box = spots.find((spot) => shapes.free(spot)) || (n < FIRST_NAMES || (lit && lit.chosen === index) ? spots[0] : null);
    if (!box) return;
    words.take(box);
    items.push({ kind: "node", id: index, text: nameOn(index), box });
  });
  const traced = tracedLines(scale);
  const ranked = [...bundles.values()].sort((a, b) => lineWeight(b) - lineWeight(a) || (a.key < b.key ? -1 : 1));
  for (const bundle of ranked) {
    if (bundles.size > MOST_LINES && bundle.claims.length < 3 && !(litLines && litLines.has(bundle.key))) continue;
    const item = lineLabel(ctx, bundle, scale, (box) => words.free(box) && shapes.free(box), traced);
    if (!item) continue;
    words.take(item.box);
    items.push(item);
  }
  return items;
}

const nameOn = (index) => shorten(entities[index].label, 30);
const weight = (index) => (lit && lit.chosen === index ? 1e6 : 0) + (lit && lit.all.has(index) ? 1e5 : 0) + entities[index].claims.length;
const lineWeight = (bundle) => (litLines && litLines.has(bundle.key) ? 1e5 : 0) + bundle.claims.length;

/** Where an entity's name may stand: below, above, right, left. */
function nodeSpots(ctx, index, { x, y }, scale) {
  const [w, h] = [widthOf(ctx, NODE_FONT, nameOn(index)) + 6, 17];
  const size = sizeOf(entities[index]) * scale;
  const [cx, cy] = [x * scale, y * scale];
  const corners = [[cx - w / 2, cy + size + 2], [cx - w / 2, cy - size - 2 - h], [cx + size + 2, cy - h / 2], [cx - size - 2 - w, cy - h / 2]];
  return corners.map(([left, top]) => ({ x: left, y: top, w, h }));
}

function lineLabel(ctx, bundle, scale, free, traced) {
  const text = shorten(bundle.words, 38);
  const [w, h] = [widthOf(ctx, EDGE_FONT, text) + 8 + (bundle.look === "denied" ? 12 : 0), 15];
  let best = null;
  for (const beside of [0, -13, 13]) { // on the line, else just above or below it
    for (const t of [0.5, 0.43, 0.57, 0.36, 0.64, 0.3, 0.7, 0.24, 0.76]) {
      const point = pointOn(bundle, t);
      if (!point) return null;
      const box = { x: point.x * scale - w / 2, y: point.y * scale - h / 2 + beside, w, h };
      if (!free(box)) continue;
      const cost = crossed(box, bundle, traced) + Math.abs(t - 0.5);
      if (!best || cost < best.cost) best = { cost, box };
      if (cost < 0.3) break;
    }
    if (best) break;
  }
  return best && { kind: "line", id: bundle.key, text, box: best.box, bundle };
}

/** How many other lines a box would cover. */
function crossed(box, bundle, traced) {
  let count = 0;
  for (const [key, points] of traced)
    if (key !== bundle.key && points.some(({ x, y }) => x > box.x - 2 && x < box.x + box.w + 2 && y > box.y - 2 && y < box.y + box.h + 2)) count += 1;
  return count;
}

/** Points along each line, close enough that no label fits between two of them. */
function tracedLines(scale) {
  if (bundles.size > MOST_LINES) return [];
  return [...bundles.values()].map((bundle) => {
    const points = [];
    for (let n = 1; n < 24; n += 1) {
      const point = pointOn(bundle, n / 24);
      if (point) points.push({ x: point.x * scale, y: point.y * scale });
    }
    return [bundle.key, points];
  });
}

function pointOn(bundle, t) {
  const edge = network.body.edges[bundle.key];
  if (!edge || !edge.from || !edge.to) return null;
  if (bundle.a === bundle.b) return { x: edge.from.x + 40, y: edge.from.y - 44 };
  return edge.edgeType.getPoint(t);
}

function drawLabels(ctx) {
  const scale = network.getScale();
  if (placed.scale !== scale) placed = { scale, items: placeLabels(ctx, scale) };
  ctx.save();
  ctx.scale(1 / scale, 1 / scale);
  ctx.textBaseline = "middle";
  ctx.textAlign = "center";
  ctx.lineJoin = "round";
  for (const item of placed.items) drawLabel(ctx, item);
  if (!placed.items.some((item) => item.id === hovered)) drawHovered(ctx, scale);
  ctx.restore();
}

/** What is under the pointer shows its label even where there was no room for it. */
function drawHovered(ctx, scale) {
  const bundle = bundles.get(hovered);
  const kind = shown.has(hovered) ? "node" : "line";
  if (kind === "line" && !bundle) return;
  const { x, y } = bundle ? pointOn(bundle, 0.5) : network.getPosition(hovered);
  const text = bundle ? bundle.words : entities[hovered].label;
  const w = widthOf(ctx, kind === "node" ? NODE_FONT : EDGE_FONT, text) + 8;
  const top = y * scale + (bundle ? -8 : sizeOf(entities[hovered]) * scale + 2);
  drawLabel(ctx, { kind, id: hovered, text, bundle, box: { x: x * scale - w / 2, y: top, w, h: 17 } });
}

function drawLabel(ctx, { kind, id, text, box, bundle }) {
  const faded = kind === "node" ? lit && !lit.all.has(id) : litLines && !litLines.has(id);
  const denied = bundle && bundle.look === "denied";
  const [x, y] = [box.x + box.w / 2 + (denied ? 6 : 0), box.y + box.h / 2];
  ctx.globalAlpha = faded ? 0.25 : 1;
  ctx.font = kind === "node" ? NODE_FONT : EDGE_FONT;
  if (kind === "line") {
    ctx.fillStyle = "rgba(255,255,255,.86)";
    ctx.fillRect(box.x + 1, box.y, box.w - 2, box.h);
  } else {
    ctx.lineWidth = 4;
    ctx.strokeStyle = "rgba(255,255,255,.92)";
    ctx.strokeText(text, x, y);
  }
  ctx.fillStyle = kind === "node" ? INK : denied ? "#b01515" : bundle.reported ? "#5d6a7c" : "#33415a";
  ctx.fillText(text, x, y);
  if (denied) drawCross(ctx, box.x + 6, y);
}

function drawCross(ctx, x, y) {
  for (const [colour, width] of [["#ffffff", 5], [LINES.denied, 2.4]]) {
    ctx.beginPath();
    ctx.moveTo(x - 4, y - 4);
    ctx.lineTo(x + 4, y + 4);
    ctx.moveTo(x + 4, y - 4);
    ctx.lineTo(x - 4, y + 4);
    Object.assign(ctx, { strokeStyle: colour, lineWidth: width });
    ctx.stroke();
  }
}

/** The label under a point of the drawing. */
function labelAt({ x, y }) {
  const [sx, sy] = [x * placed.scale, y * placed.scale];
  return placed.items.find(({ box }) => sx >= box.x && sx <= box.x + box.w && sy >= box.y && sy <= box.y + box.h) || null;
}

network.on("afterDrawing", drawLabels);
