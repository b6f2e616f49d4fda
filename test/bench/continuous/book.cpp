// A flat-array limit order book: orders in one pool, an intrusive list per price level, best prices by scanning the
// levels. Reads the stream that order-stream.ts writes and prints trades, volume, checksum, resting orders, nanoseconds.
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <vector>

struct Op { int32_t kind, side, level, quantity, account, order; };
struct Node { int32_t next, prev, level, side, quantity, account; };
struct Level { int32_t head = -1, tail = -1; };
struct Trade { int32_t resting, incoming, level, quantity; };

struct Book {
  int levels, bestBid = -1, bestOffer;
  std::vector<Level> side[2];
  std::vector<Node> nodes;  // by order number
  int64_t resting = 0;

  Book(int levels, size_t orders) : levels(levels), bestOffer(levels), nodes(orders) {
    side[0].resize(levels);
    side[1].resize(levels);
  }

  void unlink(int32_t id) {
    Node &node = nodes[id];
    Level &level = side[node.side][node.level];
    if (node.prev >= 0) nodes[node.prev].next = node.next; else level.head = node.next;
    if (node.next >= 0) nodes[node.next].prev = node.prev; else level.tail = node.prev;
    node.quantity = 0;
    resting--;
    if (level.head < 0) {
      if (node.side == 0) while (bestBid >= 0 && side[0][bestBid].head < 0) bestBid--;
      else while (bestOffer < levels && side[1][bestOffer].head < 0) bestOffer++;
    }
  }

  void cancel(int32_t id) {
    if (nodes[id].quantity > 0) unlink(id);
  }

  void place(const Op &op, std::vector<Trade> &trades) {
    int32_t left = op.quantity;
    while (left > 0) {
      int best = op.side == 0 ? bestOffer : bestBid;
      if (op.side == 0 ? best > op.level : best < op.level) break;
      int32_t id = side[1 - op.side][best].head;
      Node &node = nodes[id];
      int32_t amount = left < node.quantity ? left : node.quantity;
      trades.push_back({id, op.order, best, amount});
      left -= amount;
      node.quantity -= amount;
      if (node.quantity == 0) unlink(id);
    }
    if (left == 0) return;
    Level &level = side[op.side][op.level];
    nodes[op.order] = {-1, level.tail, op.level, op.side, left, op.account};
    if (level.tail >= 0) nodes[level.tail].next = op.order; else level.head = op.order;
    level.tail = op.order;
    resting++;
    if (op.side == 0) { if (op.level > bestBid) bestBid = op.level; }
    else if (op.level < bestOffer) bestOffer = op.level;
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

  Book book(levels, count);
  std::vector<Trade> trades;
  int64_t traded = 0, volume = 0;
  uint32_t checksum = 0;
  auto start = std::chrono::steady_clock::now();
  for (int32_t i = 0; i < count; i++) {
    if (i == timedFrom) start = std::chrono::steady_clock::now();
    const Op &op = ops[i];
    if (op.kind == 1) { book.cancel(op.order); continue; }
    trades.clear();
    book.place(op, trades);
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
