// Problems of sockets and links: FQ-41xx.
#pragma once

#include "model/problem.hpp"

namespace fenqun::adapters::problems {

inline constexpr ProblemKind cannot_listen{
    "FQ-4101",
    {"无法在 127.0.0.1:{0} 上监听：{1}", "cannot listen on 127.0.0.1:{0}: {1}"},
    {"换一个端口，或填 0 由系统选择", "choose another port, or 0 to let the system choose"}};

}  // namespace fenqun::adapters::problems
