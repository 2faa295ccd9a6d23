// The answers under /api: what the store knows, as JSON. Read-only. One thread, which owns the Reader.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "console/query.hpp"
#include "console/server.hpp"

namespace fenqun::console {

struct Answer {
  unsigned status = 200;
  std::string json;
};
Answer refusal(unsigned status, const Problem& problem);

class Api {
 public:
  Api(const ConsoleOptions& options, ReaderSource reader, RulesSource rules);
  // `path` without "/api/". The caller has checked who asks.
  Answer get(std::string_view path, std::string_view query);

 private:
  using Asked = Result<std::string>;  // a Problem here is the store's
  Asked overview(storage::Reader& reader);
  Asked customers(storage::Reader& reader, const storage::CustomerQuery& query);
  Answer customers(const Parameters& parameters);
  Answer customer(const Parameters& parameters);
  Asked customer(storage::Reader& reader, const Profile& profile);
  // Opens the reader where there is none; a Problem closes it, so that the next question opens it again.
  template <typename Ask>
  Answer ask(Ask&& question);
  std::shared_ptr<const rules::RuleSet> rules() const;

  std::string version_;
  std::string timezone_;
  std::string language_;
  ReaderSource open_;
  RulesSource rules_;
  std::unique_ptr<storage::Reader> reader_;
};

}  // namespace fenqun::console
