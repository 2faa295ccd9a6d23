// fenqun version: of the program and of the libraries that it runs with.
#include <hs/hs.h>
#include <sqlite3.h>

#include <CLI/CLI.hpp>
#include <boost/version.hpp>
#include <memory>
#include <ostream>
#include <string>

#include "adapters/json_out.hpp"
#include "bot/cli/subcommands.hpp"

namespace fenqun::bot {
namespace {

std::string boost_version() {
  return std::to_string(BOOST_VERSION / 100000) + "." + std::to_string(BOOST_VERSION / 100 % 1000) + "." +
         std::to_string(BOOST_VERSION % 100);
}

// "5.4.9 2023-03-20" without the date.
std::string vectorscan_version() {
  const std::string text = ::hs_version();
  return text.substr(0, text.find(' '));
}

int version(bool json, Terminal& terminal) {
  if (json) {
    adapters::JsonOut out;
    out.open_object().key("fenqun").string(FENQUN_VERSION).key("boost").string(boost_version());
    out.key("sqlite").string(::sqlite3_libversion()).key("vectorscan").string(vectorscan_version()).close_object();
    terminal.out << std::move(out).text() << '\n';
  } else {
    terminal.out << "fenqun " FENQUN_VERSION "\nBoost " << boost_version() << "\nSQLite " << ::sqlite3_libversion()
                 << "\nvectorscan " << vectorscan_version() << '\n';
  }
  return done;
}

}  // namespace

void add_version(CLI::App& app, Call& call) {
  auto json = std::make_shared<bool>(false);
  auto* sub =
      add_subcommand(app, call, "version", {"显示程序和所用库的版本", "Versions of the program and its libraries"});
  sub->add_flag("--json", *json, call.language == Language::zh ? "输出一行 JSON" : "One line of JSON");
  sub->callback([json, &call] { call.action = [json, &call] { return version(*json, call.terminal); }; });
}

}  // namespace fenqun::bot
