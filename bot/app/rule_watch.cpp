#include "bot/app/rule_watch.hpp"

#include <sys/stat.h>

#include "bot/config/rule_sources.hpp"

namespace fenqun::bot {

std::string RuleWatch::look() const {
  std::string out;
  for (const auto& file : files_) {
    struct stat what = {};
    if (file.starts_with(builtin_prefix)) continue;
    if (::stat(file.c_str(), &what) == 0) {
      out += std::to_string(what.st_ino) + "/" + std::to_string(what.st_size) + "/" +
             std::to_string(what.st_mtim.tv_sec) + "." + std::to_string(what.st_mtim.tv_nsec);
    }
    out += ";";
  }
  return out;
}

bool RuleWatch::edited() {
  auto now = look();
  const bool settled = now == last_;
  last_ = std::move(now);
  if (!settled || last_ == known_) return false;
  known_ = last_;
  return true;
}

}  // namespace fenqun::bot
