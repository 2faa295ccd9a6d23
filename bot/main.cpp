#include "bot/cli/cli.hpp"

int main(int argc, char** argv) { return fenqun::bot::run_command_line(argc, argv); }
