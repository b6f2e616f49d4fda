// A flat-array limit order book that keeps the contract of ours: dense handles, storage that grows, amounts of up to 53
// bits, totals of both sides, trades that say what is left of the resting order and whether an account met itself. Orders
// lie in one array by handle, with an intrusive list per price level; best prices are found by walking the levels. Reads
// the stream that order-stream.ts writes and prints trades, volume, checksum, resting orders, nanoseconds.
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <vector>

struct Op { int32_t kind, side, level, quantity, account, order; };
struct Node { int32_t next, prev, level, side; int64_t leaves; int32_t account; };
struct Level { int32_t head = -1, tail = -1; };
struct Trade { int32_t resting; int64_t restingLeaves; int32_t level; int64_t quantity; bool selfSupply; };
struct Placement { int32_t handle; int64_t leaves; };

struct Book {
  int levels, bestBid = -1, bestOffer;
  std::vector<Level> side[2];
  std::vector<Node> nodes;  // by handle
  int64_t resting = 0, total[2] = {0, 0};

  explicit Book(int levels) : levels(levels), bestOffer(levels) {
    side[0].resize(levels);
    side[1].resize(levels);
  }

  void unlink(int32_t id) {
    Node &node = nodes[id];
    Level &level = side[node.side][node.level];
    if (node.prev >= 0) nodes[node.prev].next = node.next; else level.head = node.next;
    if (node.next >= 0) nodes[node.next].prev = node.prev; else level.tail = node.prev;
    total[node.side] -= node.leaves;
    node.leaves = 0;
    resting--;
    if (level.head < 0) {
      if (node.side == 0) while (bestBid >= 0 && side[0][bestBid].head < 0) bestBid--;
      else while (bestOffer < levels && side[1][bestOffer].head < 0) bestOffer++;
    }
  }

  int64_t cancel(int32_t id) {
    if (id < 0 || (size_t)id >= nodes.size() || nodes[id].leaves == 0) return 0;
    const int64_t leaves = nodes[id].leaves;
    unlink(id);
    return leaves;
  }

  Placement place(const Op &op, std::vector<Trade> &trades) {
    const int32_t handle = (int32_t)nodes.size();
    int64_t left = op.quantity;
    while (left > 0) {
      const int best = op.side == 0 ? bestOffer : bestBid;
      if (op.side == 0 ? best > op.level : best < op.level) break;
      const int32_t id = side[1 - op.side][best].head;
      Node &node = nodes[id];
      const int64_t amount = left < node.leaves ? left : node.leaves;
      trades.push_back({id, node.leaves - amount, best, amount, node.account == op.account});
      left -= amount;
      if (amount == node.leaves) unlink(id);
      else {
        node.leaves -= amount;
        total[1 - op.side] -= amount;
      }
    }
    if (left == 0) {
      nodes.push_back({-1, -1, 0, 0, 0, 0});
      return {handle, 0};
    }
    Level &level = side[op.side][op.level];
    nodes.push_back({-1, level.tail, op.level, op.side, left, op.account});
    if (level.tail >= 0) nodes[level.tail].next = handle; else level.head = handle;
    level.tail = handle;
    total[op.side] += left;
    resting++;
    if (op.side == 0) { if (op.level > bestBid) bestBid = op.level; }
    else if (op.level < bestOffer) bestOffer = op.level;
    return {handle, left};
  }
};

int main(int, char **argv) {
  FILE *file = fopen(argv[1], "rb");
  int32_t head[3];
  if (!file || fread(head, sizeof head, 1, file) != 1) return 1;
  const int32_t levels = head[0], timedFrom = head[1], count = head[2];
  std::vector<Op> ops(count);
  if (fread(ops.data(), sizeof(Op), count, file) != (size_t)count) return 1;
  fclose(file);

  Book book(levels);
  std::vector<Trade> trades;
  int64_t traded = 0, volume = 0;
  uint32_t checksum = 0;
  auto start = std::chrono::steady_clock::now();
  for (int32_t i = 0; i < count; i++) {
    if (i == timedFrom) start = std::chrono::steady_clock::now();
    const Op &op = ops[i];
    if (op.kind == 1) { book.cancel(op.order); continue; }
    trades.clear();
    if (book.place(op, trades).handle != op.order) return 1;
    for (const Trade &trade : trades) {
      traded++;
      volume += trade.quantity;
      checksum = checksum * 31u + (uint32_t)trade.resting * 7u + (uint32_t)trade.quantity;
    }
  }
  auto spent = std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::steady_clock::now() - start).count();
  printf("%lld %lld %d %lld %lld\n", (long long)traded, (long long)volume, (int32_t)checksum, (long long)book.resting,
         (long long)spent);
}
