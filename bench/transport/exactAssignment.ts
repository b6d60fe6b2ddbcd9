/**
 * The one-to-one assignment of points to places with the least sum of squared travel, exactly, by shortest augmenting
 * paths (Jonker & Volgenant, "A shortest augmenting path algorithm for dense and sparse linear assignment
 * problems", 1987; the form of Crouse, "On implementing 2D rectangular assignment algorithms", 2016). For small sets:
 * the time grows with the cube of their number.
 */

/** @returns for each point of `from` (xy pairs) the number of its point of `to`. */
export function exactAssignment(from: Float32Array, to: Float32Array): Int32Array {
  const n = from.length / 2;
  const cost = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      cost[i * n + j] = (from[2 * i]! - to[2 * j]!) ** 2 + (from[2 * i + 1]! - to[2 * j + 1]!) ** 2;
    }
  }
  const rowPrice = new Float64Array(n);
  const columnPrice = new Float64Array(n);
  const columnOf = new Int32Array(n).fill(-1);
  const rowOf = new Int32Array(n).fill(-1);
  const distance = new Float64Array(n);
  const cameFrom = new Int32Array(n);
  const open = new Int32Array(n);

  for (let start = 0; start < n; start++) {
    distance.fill(Infinity);
    for (let j = 0; j < n; j++) open[j] = j;
    let openCount = n;
    let row = start;
    let shortest = 0;
    let sink = -1;
    while (sink < 0) {
      let best = -1;
      let least = Infinity;
      for (let k = 0; k < openCount; k++) {
        const j = open[k]!;
        const reached = shortest + cost[row * n + j]! - rowPrice[row]! - columnPrice[j]!;
        if (reached < distance[j]!) {
          distance[j] = reached;
          cameFrom[j] = row;
        }
        if (distance[j]! < least || (distance[j] === least && rowOf[j] === -1)) {
          least = distance[j]!;
          best = k;
        }
      }
      const column = open[best]!;
      open[best] = open[--openCount]!;
      open[openCount] = column;
      shortest = least;
      if (rowOf[column] === -1) sink = column;
      else row = rowOf[column]!;
    }
    // The closed columns are at the end of `open`, the sink the last to have been closed.
    rowPrice[start]! += shortest;
    for (let k = openCount; k < n; k++) {
      const j = open[k]!;
      if (j === sink) continue;
      rowPrice[rowOf[j]!]! += shortest - distance[j]!;
      columnPrice[j]! -= shortest - distance[j]!;
    }
    let column = sink;
    for (;;) {
      const previous = cameFrom[column]!;
      rowOf[column] = previous;
      const next = columnOf[previous]!;
      columnOf[previous] = column;
      if (previous === start) break;
      column = next;
    }
  }
  return columnOf;
}
