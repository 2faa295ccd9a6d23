// One socket of a Link. Once hung up or let go it tells the link nothing but its end.
#pragma once

#include <memory>
#include <utility>

#include "adapters/connection/link.hpp"

namespace fenqun::adapters {

class Link::Line final : public SocketEvents {
 public:
  Line(Link& link, Socket number) : link_(&link), number_(number) {}
  void own(std::unique_ptr<OpenSocket> socket) { socket_ = std::move(socket); }

  Socket number() const { return number_; }
  OpenSocket* socket() { return socket_.get(); }

  // False: it was not open yet, so there is nobody to be polite to and it is gone already.
  bool hang_up(std::uint16_t code) {
    hung_ = true;
    if (!open_) {
      let_go();
      return false;
    }
    socket_->close(code);
    return true;
  }
  void let_go() {
    link_ = nullptr;
    socket_.reset();
  }

  void opened() override {
    open_ = true;
    if (link_ && !hung_) link_->opened(number_);
  }
  bool received(std::string_view bytes, bool binary) override {
    return !link_ || hung_ || link_->received(number_, bytes, binary);
  }
  void ponged() override {
    if (link_ && !hung_) link_->ponged(number_);
  }
  void closed(const Closed& why) override {
    if (link_) link_->closed(*this, why);
  }

 private:
  Link* link_;
  Socket number_;
  std::unique_ptr<OpenSocket> socket_;
  bool open_ = false;
  bool hung_ = false;
};

}  // namespace fenqun::adapters
