#include "rules/compile/order.hpp"

#include <algorithm>
#include <map>
#include <queue>
#include <set>

namespace fenqun::rules::compiler {
namespace {

using Nodes = std::vector<std::uint32_t>;

// Rules are nodes 0 … n-1. What somebody reads and somebody changes (below: a tag) is two nodes: `given` comes after
// all who only give it and before those who do both; `settled` comes after all who give it and before those who only
// read it. So ten thousand writers and readers of one tag need twenty thousand edges, not a hundred million.
class Graph {
 public:
  explicit Graph(const std::vector<Use>& uses) : uses_(uses), edges_(uses.size()) {
    std::map<std::string, Nodes, std::less<>> writers;
    for (std::uint32_t rule = 0; rule < uses.size(); ++rule) {
      for (const auto& tag : uses[rule].writes) writers[tag].push_back(rule);
    }
    for (const auto& [tag, rules] : writers) add_tag(tag, rules, readers_of(tag));
    incoming_.assign(edges_.size(), 0);
    for (const auto& targets : edges_) {
      for (const auto target : targets) ++incoming_[target];
    }
  }

  Order sorted() {
    Order out;
    std::priority_queue<std::uint32_t, Nodes, std::greater<>> ready;
    for (std::uint32_t node = 0; node < edges_.size(); ++node) {
      if (incoming_[node] == 0) ready.push(node);
    }
    std::vector<bool> done(edges_.size(), false);
    std::size_t left = edges_.size();
    while (left > 0) {
      if (ready.empty()) ready.push(break_circle(done, out));
      const auto node = ready.top();
      ready.pop();
      if (done[node]) continue;
      done[node] = true;
      --left;
      if (node < uses_.size()) out.rules.push_back(node);
      for (const auto target : edges_[node]) {
        if (incoming_[target] > 0 && --incoming_[target] == 0 && !done[target]) ready.push(target);
      }
    }
    return out;
  }

 private:
  // Reads by name are looked up; reads of everything below a tag are tried one by one.
  const Nodes& readers_of(const std::string& tag) {
    if (!indexed_) index_readers();
    auto& found = exact_[tag];
    Nodes all = found;
    for (const auto& [prefix, rules] : below_) {
      if (tag.starts_with(prefix)) all.insert(all.end(), rules.begin(), rules.end());
    }
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
    found = std::move(all);
    return found;
  }

  void index_readers() {
    indexed_ = true;
    for (std::uint32_t rule = 0; rule < uses_.size(); ++rule) {
      for (const auto& read : uses_[rule].reads) (read.below ? below_ : exact_)[read.key].push_back(rule);
    }
  }

  void add_tag(const std::string& tag, const Nodes& writers, const Nodes& readers) {
    if (readers.empty()) return;
    Nodes both;
    std::set_intersection(writers.begin(), writers.end(), readers.begin(), readers.end(), std::back_inserter(both));
    const auto given = static_cast<std::uint32_t>(edges_.size());
    const auto settled = given + 1;
    edges_.resize(edges_.size() + 2);
    tags_.push_back(tag);
    edges_[given].push_back(settled);
    for (const auto rule : writers) {
      edges_[rule].push_back(std::binary_search(both.begin(), both.end(), rule) ? settled : given);
    }
    for (const auto rule : readers) {
      edges_[std::binary_search(both.begin(), both.end(), rule) ? given : settled].push_back(rule);
    }
    // Two who both read and give it wait for one another.
    if (both.size() > 1) {
      for (std::size_t i = 0; i < both.size(); ++i) {
        const auto node = link(both[(i + 1) % both.size()], tag);
        edges_[both[i]].push_back(node);
      }
    }
  }

  // A node between two rules, so that a circle knows by which tag.
  std::uint32_t link(std::uint32_t rule, const std::string& tag) {
    tags_.push_back(tag);
    edges_.emplace_back(1, rule);
    edges_.emplace_back();
    return static_cast<std::uint32_t>(edges_.size() - 2);
  }

  // Nobody is ready: some wait in a circle. Tells it, and lets its first rule go.
  std::uint32_t break_circle(const std::vector<bool>& done, Order& out) const {
    const auto size = static_cast<std::uint32_t>(edges_.size());
    std::vector<Nodes> back(size);
    for (std::uint32_t from = 0; from < size; ++from) {
      if (done[from]) continue;
      for (const auto to : edges_[from]) {
        if (!done[to]) back[to].push_back(from);
      }
    }
    std::uint32_t node = 0;
    while (done[node]) ++node;
    Nodes path;
    std::vector<std::uint32_t> seen(size, 0);
    while (seen[node] == 0) {
      path.push_back(node);
      seen[node] = static_cast<std::uint32_t>(path.size());
      node = back[node].front();
    }
    Order::Circle circle;
    for (std::size_t i = seen[node] - 1; i < path.size(); ++i) {
      if (path[i] < uses_.size()) {
        circle.rules.push_back(path[i]);
      } else if (circle.key.empty()) {
        circle.key = tags_[(path[i] - uses_.size()) / 2];
      }
    }
    const auto smallest = std::min_element(circle.rules.begin(), circle.rules.end());
    std::rotate(circle.rules.begin(), smallest, circle.rules.end());
    const auto first = circle.rules.front();
    out.circles.push_back(std::move(circle));
    return first;
  }

  const std::vector<Use>& uses_;
  std::vector<Nodes> edges_;
  std::vector<std::uint32_t> incoming_;
  std::vector<std::string> tags_;  // of each pair of nodes behind the rules
  bool indexed_ = false;
  std::map<std::string, Nodes, std::less<>> exact_;
  std::map<std::string, Nodes, std::less<>> below_;
};

}  // namespace

Order order_of(const std::vector<Use>& uses) {
  return Graph(uses).sorted();
}

}  // namespace fenqun::rules::compiler
