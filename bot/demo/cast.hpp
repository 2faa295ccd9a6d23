// Who plays in the demo and what they say.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/practice/types.hpp"
#include "model/phrase.hpp"

namespace fenqun::bot::demo {

inline constexpr std::int64_t admin_id = 10001;
inline constexpr std::int64_t team_group = 700'100'200;

struct Actor {
  std::int64_t id = 0;
  std::string name;
};

// The played customers.
std::vector<Actor> customers(Language language);
// The words of the sample, in their order.
std::vector<std::string> sample_texts();

// A line that a person typed: who speaks, and what. "客户A> 多少钱" and "A: 多少钱" speak as customer A, "管理员> 状态"
// and "admin> status" as the admin; without a name the last speaker goes on. Nothing: an empty line.
struct Spoken {
  Actor who;
  std::string text;  // empty: only the speaker changes
};
std::optional<Spoken> read_line(std::string_view line, const Actor& last, Language language);

Actor admin(Language language);
Actor customer(char letter, Language language);  // 'A' to 'Z'

}  // namespace fenqun::bot::demo
