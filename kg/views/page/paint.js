// The drawing: vis-network with its physics off; shapes by family, lines by what the claims behind them are worth.

const INK = "#1f2937";
const LINES = { strong: "#3b4a5f", light: "#9aa8ba", denied: "#c81e1e", deniedLight: "#e58e8e", faded: "#e6e9ee" };
const DASHES = { planned: [9, 5], possible: [2, 5], demanded: [10, 4, 2, 4] };
let lit = null; // the entities that stay strong while something is selected
let litLines = null;
const nodes = new vis.DataSet();
const edges = new vis.DataSet();

const sizeOf = (entity) => Math.min(24, 10 + 2.2 * Math.sqrt(entity.claims.length));

function drawShape({ ctx, id, x, y, state }) {
  const entity = entities[id];
  const size = sizeOf(entity);
  return {
    drawNode() {
      const chosen = lit && lit.chosen === id;
      ctx.save();
      ctx.translate(x, y);
      ctx.scale(size, size);
      if (chosen || state.hover) {
        ctx.beginPath();
        ctx.arc(0, 0, 1.55, 0, 2 * Math.PI);
        ctx.fillStyle = chosen ? "#ffd84d" : "#e3e9f2";
        ctx.fill();
      }
      ctx.lineWidth = 4 / size;
      ctx.strokeStyle = "#ffffff";
      ctx.stroke(families[entity.family].shape);
      ctx.fillStyle = "#ffffff"; // so that no line shines through a faded shape
      ctx.fill(families[entity.family].shape);
      ctx.globalAlpha = lit && !lit.all.has(id) ? 0.22 : 1;
      ctx.fillStyle = families[entity.family].colour;
      ctx.fill(families[entity.family].shape);
      ctx.restore();
    },
    nodeDimensions: { width: 2 * size, height: 2 * size },
  };
}

function lineColour(bundle) {
  if (litLines && !litLines.has(bundle.key)) return LINES.faded;
  if (bundle.look === "denied") return bundle.reported ? LINES.deniedLight : LINES.denied;
  return bundle.reported ? LINES.light : LINES.strong;
}

function edgeItem(bundle) {
  const arrow = { enabled: true, scaleFactor: 0.6 };
  return {
    id: bundle.key, from: bundle.a, to: bundle.b,
    width: Math.min(5, 1.3 + 0.45 * (bundle.claims.length - 1)),
    dashes: bundle.look === "open" ? DASHES[bundle.status] : false,
    color: { color: lineColour(bundle), highlight: lineColour(bundle), hover: lineColour(bundle), inherit: false },
    arrows: { to: bundle.forward ? arrow : { enabled: false }, from: bundle.backward ? arrow : { enabled: false } },
    smooth: bundle.bend ? { enabled: true, type: bundle.bend > 0 ? "curvedCW" : "curvedCCW", roundness: Math.abs(bundle.bend) } : { enabled: false },
  };
}

const network = new vis.Network(
  byId("graph"),
  { nodes, edges },
  {
    physics: false,
    layout: { randomSeed: 1, improvedLayout: false },
    nodes: { shape: "custom", ctxRenderer: drawShape, chosen: false },
    edges: { chosen: false, selectionWidth: 0, hoverWidth: 0.6, selfReference: { size: 26, angle: 0.8 } },
    interaction: {
      hover: true, multiselect: false, tooltipDelay: 1e6, selectConnectedEdges: false, hoverConnectedEdges: false,
      keyboard: { enabled: true, bindToWindow: false },
    },
  },
);

/** Bring the drawing in line with the scene, touching only what changed. */
function paint() {
  const wanted = [...shown].map((index) => ({ id: index, x: entities[index].x, y: entities[index].y }));
  nodes.remove(nodes.getIds().filter((id) => !shown.has(id)));
  nodes.add(wanted.filter((item) => nodes.get(item.id) === null));
  edges.remove(edges.getIds().filter((id) => !bundles.has(id)));
  edges.update([...bundles.values()].map(edgeItem));
  labelsChanged();
  network.redraw();
}

/** The part of the stage that the panel does not cover. */
function openWidth() {
  const panel = byId("panel");
  return byId("graph").clientWidth - (panel.hidden || panel.offsetWidth > 0.6 * byId("stage").clientWidth ? 0 : panel.offsetWidth);
}

const FOOT = 34; // the line of help below the drawing
let ownView = false; // whether the reader has moved or zoomed the drawing

/** The box on the screen, at a scale, of entities with their labels, which do not grow with the scale. */
function extent(indices, scale) {
  const box = { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity };
  for (const index of indices) {
    const { x, y } = network.getPosition(index);
    const half = Math.max(24, 4 * Math.min(entities[index].label.length, 30));
    box.left = Math.min(box.left, x * scale - half);
    box.right = Math.max(box.right, x * scale + half);
    box.top = Math.min(box.top, (y - 26) * scale - 12);
    box.bottom = Math.max(box.bottom, (y + 26) * scale + 22);
  }
  return box;
}

/** Show the given entities, or all, as large as they fit. */
function fit(indices = [...shown], animate = false) {
  if (!indices.length) return;
  const head = byId("notice").hidden ? 0 : byId("notice").offsetHeight + 10;
  const [width, height] = [openWidth(), byId("graph").clientHeight - FOOT - head];
  let [low, scale] = [0.02, 1.5];
  for (let step = 0; step < 20; step += 1) {
    const middle = step ? (low + scale) / 2 : scale;
    const box = extent(indices, middle);
    const fits = box.right - box.left <= width - 16 && box.bottom - box.top <= height - 8;
    if (fits) low = middle;
    else scale = middle;
  }
  scale = low;
  const box = extent(indices, scale);
  const position = {
    x: ((box.left + box.right) / 2 + (byId("graph").clientWidth - width) / 2) / scale,
    y: ((box.top + box.bottom) / 2 + (FOOT - head) / 2) / scale,
  };
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  network.moveTo({ position, scale, animation: animate && !calm ? { duration: 250, easingFunction: "easeInOutQuad" } : false });
}
