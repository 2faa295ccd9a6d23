#include "bot/app/log.hpp"

#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>

#include <algorithm>

namespace fenqun::bot {

void set_up_log(const std::string& level, bool warnings_only) {
  auto logger = std::make_shared<spdlog::logger>("fenqun", std::make_shared<spdlog::sinks::stderr_color_sink_mt>());
  logger->set_pattern("%Y-%m-%dT%H:%M:%S.%e%z %l %v");
  const auto wanted = spdlog::level::from_str(level);
  logger->set_level(warnings_only ? std::max(wanted, spdlog::level::warn) : wanted);
  spdlog::set_default_logger(std::move(logger));
}

}  // namespace fenqun::bot
