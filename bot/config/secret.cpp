#include "bot/config/secret.hpp"

#include <algorithm>

#include "bot/config/file.hpp"
#include "bot/problems.hpp"

namespace fenqun::bot {

bool is_token(const std::string& token) {
  return !token.empty() && token.size() <= 4096 &&
         std::all_of(token.begin(), token.end(), [](unsigned char c) { return c > ' ' && c != 0x7F; });
}

std::optional<std::string> read_token_file(const std::string& path, const std::string& account, const Location& where,
                                           Problems& problems) {
  return read_secret_file(path, Problem(problems::bad_token, {account}, where), problems);
}

std::optional<std::string> read_secret_file(const std::string& path, const Problem& unusable, Problems& problems) {
  const auto& where = unusable.location();
  auto read = read_file(path, max_config_bytes);
  if (!read) {
    auto problem = read.error();
    problems.push_back(std::move(problem).at(where));
    return std::nullopt;
  }
  auto& token = read.value();
  while (!token.empty() && (token.back() == '\n' || token.back() == '\r' || token.back() == ' ')) token.pop_back();
  if (!is_token(token)) {
    problems.push_back(unusable);
    return std::nullopt;
  }
  if (others_may_read(path)) problems.push_back(Problem(problems::readable_secret, {path}, where).as_warning());
  return token;
}

}  // namespace fenqun::bot
