package dev.florin.journal.concurrent;

/** What threads are asked for in more than one place. Any thread. */
public final class Threads {
    private Threads() {}

    /**
     * Waits until a thread has ended. An interrupt does not end the wait; it is kept for after.
     *
     * @param thread to wait for; not the calling one.
     */
    public static void joinUninterruptibly(final Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (final InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
