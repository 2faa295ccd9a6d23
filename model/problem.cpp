#include "model/problem.hpp"

#include <stdexcept>

namespace fenqun {

std::string Problem::line(Language language) const {
  std::string out;
  if (!location_.file.empty()) {
    out += location_.file;
    if (location_.line > 0) out += ":" + std::to_string(location_.line) + ":" + std::to_string(location_.column);
    out += ": ";
  }
  out += message_.in(language);
  if (!hint_.in(language).empty()) out += " " + hint_.in(language);
  out += "  " + code_;
  return out;
}

void throw_exception_from_error(const Problem& problem, const boost::source_location& where) {
  throw std::logic_error("value() of a failed Result at " + std::string(where.file_name()) + ":" +
                         std::to_string(where.line()) + ": " + problem.line(Language::en));
}

}  // namespace fenqun
