// What stands behind the path of an address: "?name=%E5%BC%A0&page=2". Pure; any thread.
#pragma once

#include <initializer_list>
#include <map>
#include <string>
#include <string_view>

#include "model/problem.hpp"

namespace fenqun::console {

struct Target {
  std::string path;   // not decoded: no path of the console needs it
  std::string query;  // without the question mark
};
Target split_target(std::string_view target);

using Parameters = std::map<std::string, std::string, std::less<>>;

// Strict: each name at most once and only of those that are `known`, values in UTF-8 without control characters.
Result<Parameters> read_query(std::string_view query, std::initializer_list<std::string_view> known);

// "name=value; name2=value2": the first value of that name, or empty.
std::string_view cookie_value(std::string_view header, std::string_view name);

// Whether a Host header names this machine: 127.0.0.1 or localhost, with or without a port. A page of somebody else
// whose name was pointed at this machine is thereby kept out.
bool is_local_host(std::string_view host);

}  // namespace fenqun::console
