// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/gdal/helper/sandbox.h"

#include <QFile>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstddef>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace guancheng {

namespace {

#if defined(__x86_64__)
constexpr quint32 kArchitecture = AUDIT_ARCH_X86_64;
#elif defined(__aarch64__)
constexpr quint32 kArchitecture = AUDIT_ARCH_AARCH64;
#else
constexpr quint32 kArchitecture = 0;
#endif

void limit(__rlimit_resource resource, quint64 value)
{
    rlimit now{};
    getrlimit(resource, &now);
    const auto wanted = static_cast<rlim_t>(value);
    now.rlim_cur = now.rlim_max == RLIM_INFINITY ? wanted : std::min(wanted, now.rlim_max);
    now.rlim_max = now.rlim_cur;
    setrlimit(resource, &now);
}

sock_filter statement(quint16 code, quint32 value)
{
    return {code, 0, 0, value};
}

/** When the number of the call is \c call: \c action, else go on. */
std::array<sock_filter, 2> rule(long call, quint32 action)
{
    return {sock_filter{BPF_JMP | BPF_JEQ | BPF_K, 0, 1, static_cast<quint32>(call)}, statement(BPF_RET | BPF_K, action)};
}

bool filterCalls(bool network)
{
    if (kArchitecture == 0)
        return false;
    const quint32 refuse = SECCOMP_RET_ERRNO | EACCES;
    std::vector<sock_filter> program{
        statement(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, arch)),
        {BPF_JMP | BPF_JEQ | BPF_K, 1, 0, kArchitecture},
        statement(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS),
        statement(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, nr)),
    };
    const auto add = [&](long call) {
        const auto lines = rule(call, refuse);
        program.insert(program.end(), lines.begin(), lines.end());
    };
    for (const long call : {SYS_execve, SYS_execveat, SYS_ptrace, SYS_process_vm_readv, SYS_process_vm_writev, SYS_mount,
                            SYS_bpf, SYS_keyctl, SYS_add_key, SYS_unshare, SYS_setns, SYS_io_uring_setup, SYS_kill})
        add(call);
    if (!network)
        for (const long call : {SYS_socket, SYS_connect, SYS_bind, SYS_sendto})
            add(call);
    program.push_back(statement(BPF_RET | BPF_K, SECCOMP_RET_ALLOW));
    const sock_fprog filter{static_cast<unsigned short>(program.size()), program.data()};
    return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter) == 0;
}

/** Only \c folder may be written to. False where the kernel does not know how. */
bool forbidWriting(const QString &folder)
{
    landlock_ruleset_attr rules{};
    rules.handled_access_fs = LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_REMOVE_FILE | LANDLOCK_ACCESS_FS_REMOVE_DIR |
                              LANDLOCK_ACCESS_FS_MAKE_REG | LANDLOCK_ACCESS_FS_MAKE_DIR | LANDLOCK_ACCESS_FS_MAKE_SYM |
                              LANDLOCK_ACCESS_FS_MAKE_SOCK | LANDLOCK_ACCESS_FS_MAKE_FIFO;
    const long set = syscall(SYS_landlock_create_ruleset, &rules, sizeof rules, 0);
    if (set < 0)
        return false;
    const int handle = static_cast<int>(set);
    const auto allow = [&](const QByteArray &path) {
        const int place = open(path.constData(), O_PATH | O_CLOEXEC);
        if (place < 0)
            return;
        landlock_path_beneath_attr beneath{};
        beneath.allowed_access = rules.handled_access_fs;
        beneath.parent_fd = place;
        syscall(SYS_landlock_add_rule, handle, LANDLOCK_RULE_PATH_BENEATH, &beneath, 0);
        close(place);
    };
    if (!folder.isEmpty())
        allow(QFile::encodeName(folder));
    const bool set_up = syscall(SYS_landlock_restrict_self, handle, 0) == 0;
    close(handle);
    return set_up;
}

} // namespace

QString enterSandbox(const SandboxRules &rules)
{
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    prctl(PR_SET_DUMPABLE, 0);
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
        return QStringLiteral("privileges cannot be given up");
    limit(RLIMIT_CORE, 0);
    limit(RLIMIT_NOFILE, 256);
    std::signal(SIGXFSZ, SIG_IGN); // too large a file is an error of the write
#if !defined(__SANITIZE_ADDRESS__)
    // The address sanitizer reserves terabytes.
    limit(RLIMIT_AS, rules.memoryBytes);
#endif
    limit(RLIMIT_CPU, static_cast<quint64>(rules.cpuSeconds));
    limit(RLIMIT_FSIZE, rules.fileBytes);
    forbidWriting(rules.writableFolder); // an extra wall; kernels before 5.13 have none
    if (!filterCalls(rules.network))
        return QStringLiteral("system calls cannot be filtered");
    return {};
}

} // namespace guancheng
