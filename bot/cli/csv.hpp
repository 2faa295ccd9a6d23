// CSV after RFC 4180: UTF-8, quoted where needed, lines end with CR LF.
#pragma once

#include <string>
#include <string_view>

namespace fenqun::bot {

// A customer's text may begin like a formula, and a spreadsheet that opens the file would run it. `guarded` puts an
// apostrophe in front of cells that begin with = + - @ tab or CR, as OWASP advises ("CSV Injection").
class CsvRow {
 public:
  CsvRow(std::string& out, bool guarded) : out_(out), guarded_(guarded) {}
  CsvRow& cell(std::string_view text);
  void end();

 private:
  std::string& out_;
  bool guarded_;
  bool first_ = true;
};

}  // namespace fenqun::bot
