// What was said while we were away, asked of the platform's history: customer by customer, one call at a time.
//
// Who: the customers who wrote last, as the store knows them; on NapCat also whoever has a recent chat there, because
// the first words of a new customer would be missed otherwise. For each of them: the newest 20; if none of them was
// stored before and all are newer than the gap, the newest 100; then pages of 100 towards older ones, by the dialect's
// anchor, until Account::backfill messages were asked for. A page is judged when the store has spoken about all of it.
// What the history lacks stays lost.
#pragma once

#include <cstdint>
#include <deque>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "adapters/onebot11/decode.hpp"
#include "adapters/onebot11/groups.hpp"
#include "adapters/onebot11/link.hpp"

namespace fenqun::adapters::onebot11 {

class Backfill {
 public:
  static constexpr std::size_t max_customers = 200;
  static constexpr std::size_t max_recent = 50;  // chats asked of NapCat
  static constexpr std::size_t first_page = 20;
  static constexpr std::size_t page = 100;
  static constexpr Millis between_calls{200};
  static constexpr Millis commit_patience{30'000};
  static constexpr Millis overlap{600'000};  // asked for before the newest stored message: others may lack some
  static constexpr int max_silences = 3;     // calls without answer, one after another, before it is given up

  explicit Backfill(Link& link) : link_(link) {}

  // What was remembered and whom to ask for. Called at every start.
  void resume(const Resume& resume);
  // QQ was offline since then, though our link lived.
  void gap(Time from);
  // Begins when there is a gap and a history; called when the link is ready and the dialect is known or will not be.
  void begin(Time now, Steps& out);
  // The socket is gone, or QQ is. Goes on with the next begin().
  void stop();
  void on_recent(const Answer& answer, Time now, Steps& out);
  void on_answer(const Answer& answer, const DecodeContext& context, Steps& out);
  void on_silence(Time now, Steps& out);
  void on_recent_silence(Time now, Steps& out);
  void on_committed(Ack ack, Fate fate, Time now, Steps& out);
  void tick(Time now, Steps& out);
  Time next() const { return state_ == State::pausing || state_ == State::committing ? due_ : never; }

 private:
  enum class State : std::uint8_t {
    idle,
    looking,     // get_recent_contact is under way
    pausing,     // until due_, then asks
    asking,      // a call is under way
    committing,  // the page is with the core, until due_ at most
  };
  struct Customer {
    std::string user;
    std::size_t asked = 0;  // messages asked for so far
    std::string anchor;     // of the oldest message seen, by the dialect's rule
  };

  bool refused_before() const;
  void walk(Time now, Steps& out);
  void ask(Time now, Steps& out);
  void deliver(Json messages, const DecodeContext& context, Steps& out);
  void judge(Time now, Steps& out);
  void next_customer(Time now, Steps& out);
  void pause(Time now);
  void refuse(Steps& out);
  void finish(Steps& out);
  std::string anchor_of(Json message) const;

  Link& link_;
  State state_ = State::idle;
  Time due_ = never;
  std::deque<Customer> waiting_;  // the first is being asked for
  std::vector<std::string> everybody_;
  Time since_ = never;  // never: no gap to fill
  Time last_event_{};
  std::string refused_by_;  // the dialect that has no history, as remembered
  int silences_ = 0;
  Ack last_ack_ = 0;
  std::set<Ack> unsettled_;     // of the present page
  bool known_ = false;          // the page has something that was stored before, or is older than the gap
  bool incomplete_ = false;     // some customer was left before all was known
  bool full_ = false;           // the page has as many as were asked for
  bool fresh_ = false;          // the page has something new to us
  std::set<std::string> seen_;  // native ids delivered for this customer
};

}  // namespace fenqun::adapters::onebot11
