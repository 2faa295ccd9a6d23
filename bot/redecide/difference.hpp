// What has to be written to make one profile the other. Internal to redecide.
#pragma once

#include <map>

#include "bot/redecide.hpp"

namespace fenqun::bot::redeciding {

// Reasons of what was given while deciding again, the newest of each.
struct Reasons {
  std::map<std::string, Evidence, std::less<>> tags;
  Evidence group;
};
// How each counter counts, as observe() says it: a Count or CountSession.
using CounterKinds = std::map<std::string, Change, std::less<>>;

void difference(const Profile& present, const Reasons& reasons, const CounterKinds& kinds, Time now, Redecision& out);

}  // namespace fenqun::bot::redeciding
