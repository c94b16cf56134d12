/**
 * The objects, their versions and their history, and the rules by which they may be written: what a
 * real server keeps in etcd and does before it writes there.
 */
package dev.heel.sandbox.kubernetes.store;
