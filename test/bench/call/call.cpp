// Call auction by std::sort: the competitor of bench (b). Reads a book, clears it `rounds` times, prints one line:
// median nanoseconds, volume, price, checksum of fills, number of units, checksum of units, sum of leaves.
// The work is that of the TypeScript side: uniform price at the midpoint of the marginal pair, pro rata by largest
// remainder at the margin, self-supply first and then the largest fill first, leaves of every order.
#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <vector>

using std::vector;

struct Order {
  int64_t price;
  int64_t quantity;
  int32_t index;
};

struct Fill {
  int64_t quantity;
  int32_t index;
};

struct Unit {
  int32_t buy;
  int32_t sell;
  int64_t quantity;
  int64_t price;
};

struct Book {
  int32_t count;
  vector<uint8_t> side;
  vector<double> price;
  vector<double> quantity;
  vector<int32_t> account;
};

struct Clearing {
  int64_t volume = 0;
  int64_t price = 0;
  vector<int64_t> fills;
  vector<Unit> units;
  vector<int64_t> leaves;
};

// Accept orders in merit order up to `volume`; the last price level shares what is left. Returns the marginal limit.
static int64_t accept(const vector<Order>& merit, int64_t volume, vector<int64_t>& fills) {
  int64_t left = volume;
  int64_t marginal = 0;
  for (size_t from = 0; from < merit.size() && left > 0;) {
    size_t to = from;
    int64_t sum = 0;
    while (to < merit.size() && merit[to].price == merit[from].price) sum += merit[to++].quantity;
    marginal = merit[from].price;
    if (sum <= left) {
      for (size_t m = from; m < to; m++) fills[merit[m].index] = merit[m].quantity;
      left -= sum;
    } else {
      vector<Fill> remainders;
      int64_t rest = left;
      for (size_t m = from; m < to; m++) {
        __int128 product = static_cast<__int128>(left) * merit[m].quantity;
        int64_t share = static_cast<int64_t>(product / sum);
        fills[merit[m].index] = share;
        rest -= share;
        remainders.push_back({static_cast<int64_t>(product % sum), merit[m].index});
      }
      std::sort(remainders.begin(), remainders.end(), [](const Fill& a, const Fill& b) {
        return a.quantity != b.quantity ? a.quantity > b.quantity : a.index < b.index;
      });
      for (int64_t r = 0; r < rest; r++) fills[remainders[r].index]++;
      left = 0;
    }
    from = to;
  }
  return marginal;
}

static Clearing clear(const Book& book) {
  const int32_t n = book.count;
  vector<Order> bids, offers;
  bids.reserve(n);
  offers.reserve(n);
  for (int32_t i = 0; i < n; i++) {
    Order order{static_cast<int64_t>(book.price[i]), static_cast<int64_t>(book.quantity[i]), i};
    (book.side[i] == 0 ? bids : offers).push_back(order);
  }
  std::sort(bids.begin(), bids.end(), [](const Order& a, const Order& b) {
    return a.price != b.price ? a.price > b.price : a.index < b.index;
  });
  std::sort(offers.begin(), offers.end(), [](const Order& a, const Order& b) {
    return a.price != b.price ? a.price < b.price : a.index < b.index;
  });

  Clearing cleared;
  int64_t volume = 0;
  for (size_t b = 0, o = 0, demand = 0, supply = 0; b < bids.size() && o < offers.size();) {
    if (bids[b].price < offers[o].price) break;
    const int64_t bidLeft = bids[b].quantity - static_cast<int64_t>(demand);
    const int64_t offerLeft = offers[o].quantity - static_cast<int64_t>(supply);
    const int64_t quantity = std::min(bidLeft, offerLeft);
    volume += quantity;
    demand += quantity;
    supply += quantity;
    if (quantity == bidLeft) b++, demand = 0;
    if (quantity == offerLeft) o++, supply = 0;
  }
  cleared.fills.assign(n, 0);
  const int64_t bid = accept(bids, volume, cleared.fills);
  const int64_t offer = accept(offers, volume, cleared.fills);
  cleared.price = offer + (bid - offer) / 2;

  vector<Fill> buying, selling;
  buying.reserve(bids.size());
  selling.reserve(offers.size());
  for (int32_t i = 0; i < n; i++) {
    if (cleared.fills[i] > 0) (book.side[i] == 0 ? buying : selling).push_back({cleared.fills[i], i});
  }
  const auto largestFirst = [](const Fill& a, const Fill& b) {
    return a.quantity != b.quantity ? a.quantity > b.quantity : a.index < b.index;
  };
  std::sort(buying.begin(), buying.end(), largestFirst);
  std::sort(selling.begin(), selling.end(), largestFirst);
  cleared.units.reserve(buying.size() + selling.size());

  // self-supply: a chain of offers per account, largest first
  int32_t accounts = 0;
  for (int32_t i = 0; i < n; i++) accounts = std::max(accounts, book.account[i] + 1);
  vector<int32_t> first(accounts, -1), next(selling.size());
  for (size_t s = selling.size(); s-- > 0;) {
    int32_t& head = first[book.account[selling[s].index]];
    next[s] = head;
    head = static_cast<int32_t>(s);
  }
  for (Fill& buyer : buying) {
    int32_t& head = first[book.account[buyer.index]];
    while (head >= 0 && buyer.quantity > 0) {
      Fill& seller = selling[head];
      const int64_t quantity = std::min(buyer.quantity, seller.quantity);
      cleared.units.push_back({buyer.index, seller.index, quantity, 0});
      buyer.quantity -= quantity;
      seller.quantity -= quantity;
      if (seller.quantity == 0) head = next[head];
    }
  }
  for (size_t b = 0, s = 0;;) {
    while (b < buying.size() && buying[b].quantity == 0) b++;
    while (s < selling.size() && selling[s].quantity == 0) s++;
    if (b == buying.size() || s == selling.size()) break;
    const int64_t quantity = std::min(buying[b].quantity, selling[s].quantity);
    cleared.units.push_back({buying[b].index, selling[s].index, quantity, cleared.price});
    cleared.volume += quantity;
    buying[b].quantity -= quantity;
    selling[s].quantity -= quantity;
  }

  cleared.leaves.resize(n);
  for (int32_t i = 0; i < n; i++) cleared.leaves[i] = static_cast<int64_t>(book.quantity[i]) - cleared.fills[i];
  return cleared;
}

template <typename T>
static vector<T> column(FILE* file, int32_t count) {
  vector<T> values(count);
  if (fread(values.data(), sizeof(T), count, file) != static_cast<size_t>(count)) exit(2);
  return values;
}

int main(int argc, char** argv) {
  if (argc < 3) return 2;
  FILE* file = fopen(argv[1], "rb");
  if (!file) return 2;
  int32_t count = column<int32_t>(file, 1)[0];
  Book book{count, column<uint8_t>(file, count), column<double>(file, count), column<double>(file, count),
            column<int32_t>(file, count)};
  fclose(file);

  vector<int64_t> times;
  Clearing cleared;
  for (int round = 0; round < atoi(argv[2]); round++) {
    const auto start = std::chrono::steady_clock::now();
    cleared = clear(book);
    const auto stop = std::chrono::steady_clock::now();
    times.push_back(std::chrono::duration_cast<std::chrono::nanoseconds>(stop - start).count());
  }
  std::sort(times.begin(), times.end());
  int64_t fills = 0, units = 0, leaves = 0;
  for (int32_t i = 0; i < count; i++) {
    fills += cleared.fills[i] * (i % 1009 + 1);
    leaves += cleared.leaves[i];
  }
  for (const Unit& unit : cleared.units) units += unit.quantity * (unit.buy % 1009 + unit.sell % 97 + 1);
  printf("%lld %lld %lld %lld %zu %lld %lld\n", (long long)times[times.size() / 2], (long long)cleared.volume,
         (long long)cleared.price, (long long)fills, cleared.units.size(), (long long)units, (long long)leaves);
  return 0;
}
