// OneBot v11 as the four dialects write it. Written apart from adapters/onebot11, on another JSON library, so that a
// misreading there is not repeated here.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

#include "adapters/practice/world.hpp"

namespace fenqun::adapters::practice {

struct Voice {  // how the platform speaks just now
  Dialect dialect = Dialect::napcat;
  std::int64_t self_id = 0;
  bool string_form = false;
};

// Invalid UTF-8 is replaced, so that what a test says always makes a frame.
std::string to_text(const nlohmann::json& json);

nlohmann::json lifecycle_event(const Voice& voice, Time now);
nlohmann::json heartbeat_event(const Voice& voice, Time now, bool online, Millis interval);
// Also what get_msg and the histories answer.
nlohmann::json message_event(const Voice& voice, const World& world, const Logged& entry);
// Null where the dialect has no such notice.
nlohmann::json renamed_event(const Voice& voice, Time now, std::int64_t group, std::int64_t by,
                             const std::string& name);
nlohmann::json recalled_event(const Voice& voice, Time now, const Logged& entry);
nlohmann::json befriended_event(const Voice& voice, Time now, std::int64_t user);

struct AppName {
  std::string_view name, version;
};
AppName app_of(Dialect dialect);

// ---- answers to calls
enum class Failure { bad_json, bad_parameters, unknown_action, failed };
int code_of(Dialect dialect, Failure failure);
nlohmann::json good_answer(Dialect dialect, nlohmann::json data);
nlohmann::json bad_answer(Dialect dialect, Failure failure, const std::string& words);

// ---- contents of messages
struct Words {
  std::string text;
  std::int64_t quote = 0;
};
// From an array, a single segment or a CQ-code string; `literal` takes a string as it is.
Words words_of(const nlohmann::json& message, bool literal);

}  // namespace fenqun::adapters::practice
