#include "adapters/connection.hpp"

#include <boost/asio/post.hpp>

#include "adapters/connection/link.hpp"

namespace fenqun::adapters {

struct Connection::State : Link {
  using Link::Link;
};

namespace {

// Late calls find nobody.
template <typename Work>
void on_link(const std::shared_ptr<Link>& link, Work work) {
  boost::asio::post(link->io(), [weak = std::weak_ptr(link), work = std::move(work)]() mutable {
    if (const auto alive = weak.lock()) work(*alive);
  });
}

}  // namespace

Connection::Connection(Parts parts) : state_(std::make_shared<State>(std::move(parts))) {}
Connection::~Connection() {
  state_->abandon();
}

void Connection::start() {
  on_link(state_, [](Link& link) { link.start(); });
}

void Connection::settle(std::vector<std::pair<Ack, Fate>> done) {
  on_link(state_, [done = std::move(done)](Link& link) { link.settle(done); });
}

void Connection::send(std::vector<OutboxItem> items) {
  on_link(state_, [items = std::move(items)](Link& link) { link.send(items); });
}

void Connection::stop(std::function<void()> done) {
  on_link(state_, [done = std::move(done)](Link& link) mutable { link.stop(std::move(done)); });
}

void Connection::counts(std::function<void(const std::map<std::string, std::uint64_t>&)> tell) {
  on_link(state_, [tell = std::move(tell)](Link& link) { tell(link.counts()); });
}

ConnectionCounters Connection::counters() const {
  return state_->counters();
}

}  // namespace fenqun::adapters
